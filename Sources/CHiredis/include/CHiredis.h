#pragma once

// Only the reader: sockets, time-outs and TLS are the Redis module's own.
#include <stddef.h>
#include <hiredis/read.h>
