#ifndef CCCTZ_H
#define CCCTZ_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A time on a calendar and a clock.
typedef struct {
    int64_t year;
    int month, day, hour, minute, second;
} cctz_civil;

/// The year, month and day of the library's release, like 20220623.
int cctz_release(void);

/// Finds a time zone of the IANA database by its name. The zone lasts as long as the program; NULL for unknown names.
const void *cctz_zone(const char *name);

/// Returns what calendar and clock show in a zone, a number of seconds after 1970 UTC.
cctz_civil cctz_civil_at(const void *zone, int64_t seconds);

/// Returns the name of a zone at a number of seconds after 1970 UTC; the text lasts as long as the program.
const char *cctz_abbreviation(const void *zone, int64_t seconds);

/// Finds when calendar and clock show a time, in seconds since 1970 UTC: the first and the last time where they show it
/// twice, the same one where they show it once. A time that is skipped is counted from before the gap.
void cctz_seconds_at(const void *zone, cctz_civil civil, int64_t *first, int64_t *last);

#ifdef __cplusplus
}
#endif

#endif
