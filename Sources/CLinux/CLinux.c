#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <unistd.h>

const int LINUX_SPAWN_SETSID = POSIX_SPAWN_SETSID;

int linux_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
