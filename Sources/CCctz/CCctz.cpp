#include "CCctz.h"

#include <absl/base/config.h>
#include <absl/time/internal/cctz/include/cctz/time_zone.h>

#include <chrono>
#include <new>

namespace cctz = absl::time_internal::cctz;

namespace {

const cctz::time_zone &zone_of(const void *zone) { return *static_cast<const cctz::time_zone *>(zone); }

}  // namespace

int cctz_release(void) { return ABSL_LTS_RELEASE_VERSION; }

const void *cctz_zone(const char *name) {
    cctz::time_zone zone;
    if (!cctz::load_time_zone(name, &zone)) return nullptr;
    return new (std::nothrow) cctz::time_zone(zone);
}

cctz_civil cctz_civil_at(const void *zone, int64_t seconds) {
    const cctz::time_point<cctz::seconds> point{cctz::seconds(seconds)};
    const cctz::civil_second civil = zone_of(zone).lookup(point).cs;
    return {civil.year(), civil.month(), civil.day(), civil.hour(), civil.minute(), civil.second()};
}

const char *cctz_abbreviation(const void *zone, int64_t seconds) {
    return zone_of(zone).lookup(cctz::time_point<cctz::seconds>(cctz::seconds(seconds))).abbr;
}

void cctz_seconds_at(const void *zone, cctz_civil civil, int64_t *first, int64_t *last) {
    const auto lookup = zone_of(zone).lookup(
        cctz::civil_second(civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second));
    *first = lookup.pre.time_since_epoch().count();
    const bool is_repeated = lookup.kind == cctz::time_zone::civil_lookup::REPEATED;
    *last = (is_repeated ? lookup.post : lookup.pre).time_since_epoch().count();
}
