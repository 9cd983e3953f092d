#pragma once
// inih for bytes in memory, with line numbers: Debian builds it without them, and Swift cannot use its globals.

#include <stddef.h>

/// Takes one `name = value` of a section with the number of its line, from 1 on. Nonzero continues, 0 stops.
typedef int (*ci_handler)(void *context, const char *section, const char *name, const char *value, int line);

/// Reads `count` bytes. Returns 0 when everything was read; the number of the line that is not INI, too long, or where
/// the handler stopped.
int ci_parse(const char *bytes, size_t count, ci_handler handler, void *context);
