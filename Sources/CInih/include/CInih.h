#pragma once
// inih over bytes in memory, with line numbers: Debian builds it without them, and its globals are no Swift.

#include <stddef.h>

/// Takes one `name = value` of a section with the line it stands on, from 1 on. Nonzero goes on, 0 stops.
typedef int (*ci_handler)(void *context, const char *section, const char *name, const char *value, int line);

/// Reads `count` bytes. 0 when all was read; the number of the line that is no INI, too long or where the handler
/// stopped otherwise.
int ci_parse(const char *bytes, size_t count, ci_handler handler, void *context);
