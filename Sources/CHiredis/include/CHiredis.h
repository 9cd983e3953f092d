#pragma once

// Only the reader: sockets, time-outs and TLS are the Redis module's own.
#include <stddef.h>
#include <hiredis/read.h>

// Absent from Swift's Glibc module.
#include <sys/eventfd.h>

static inline int redis_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
