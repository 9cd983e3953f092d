#pragma once

// What Swift's Glibc module lacks.
#include <spawn.h>
#include <sys/eventfd.h>

static inline int linux_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

// Hidden without _GNU_SOURCE.
extern const int LINUX_SPAWN_SETSID;
int linux_pipe(int ends[2]);
