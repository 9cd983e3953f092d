#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <unistd.h>

const int LINUX_SPAWN_SETSID = POSIX_SPAWN_SETSID;

int linux_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

// `make portable` writes the commit here, so that nothing is compiled again for it. It is volatile, since its value is
// not known before.
__attribute__((section("bulltop_commit"), used, retain)) static const volatile char commit[48] = "";

const char *linux_commit(void) { return (const char *)commit; }
