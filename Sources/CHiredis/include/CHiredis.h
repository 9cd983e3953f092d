#pragma once

// Only hiredis' reader: sockets, timeouts and TLS are the Redis module's own.
#include <stddef.h>
#include <hiredis/hiredis.h>
#include <hiredis/read.h>

// Absent from Swift's Glibc module.
#include <linux/sockios.h>
#include <sys/ioctl.h>

// Returns the number of bytes that the other host has not acknowledged yet; -1 where it is unknown.
static inline int redis_unacknowledged(int socket) {
    int count = 0;
    return ioctl(socket, SIOCOUTQ, &count) == 0 ? count : -1;
}
