#include "CLinux.h"

#include <nss.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <unistd.h>

static int argument_count;
static char **arguments;
static int has_lent_root;

// Runs before the constructors of the Swift runtime. glibc passes the arguments of main to every constructor. Without
// /proc, as in an empty root directory, the runtime finds neither the arguments nor its own path; it would abort,
// unless this variable gives the path instead.
__attribute__((constructor(101))) static void note_start(int count, char **words, char **environment) {
    (void)environment;
    argument_count = count;
    arguments = words;
    if (access("/proc/self/exe", F_OK) != 0 && getenv("SWIFT_ROOT") == NULL)
        has_lent_root = setenv("SWIFT_ROOT", "/", 0) == 0;
    // A static program has no interpreter. Modules in nsswitch.conf beyond these two would be loaded from a C library
    // of another version, and may crash.
    if (getauxval(AT_BASE) == 0) __nss_configure_lookup("hosts", "files dns");
}

int linux_argument_count(void) { return argument_count; }

char *linux_argument(int index) { return index >= 0 && index < argument_count ? arguments[index] : NULL; }

void linux_clean_environment(void) {
    if (has_lent_root) unsetenv("SWIFT_ROOT");
    has_lent_root = 0;
}
