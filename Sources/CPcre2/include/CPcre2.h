#pragma once
// PCRE2 for bytes: its names are macros that Swift cannot import, and the bound on its work is a callback.

#include <stddef.h>
#include <stdint.h>

/// A compiled expression. It is never changed, and several threads may use it at once.
typedef struct cp_expression cp_expression;

/// The result of a match.
typedef enum { CP_NONE = 0, CP_FOUND = 1, CP_TOO_COSTLY = 2, CP_FAILED = 3 } cp_result;

/// Compiles a pattern of UTF-8, for texts of any bytes. Returns NULL where the pattern is wrong or needs more memory
/// than there is, with the offset of the error and its words, at most `size` bytes with the final NUL.
cp_expression *cp_compile(
    const uint8_t *pattern, size_t length, int ignores_case, size_t *error_offset, char *words, size_t size);

/// Looks for the first match. `steps` bounds the items of the pattern that are tried, over all places together; time
/// and memory depend on nothing else.
cp_result cp_match(
    const cp_expression *expression, const uint8_t *text, size_t length, uint64_t steps, size_t *start, size_t *end);

/// Writes the version of the library, such as `10.42`, into at least 24 bytes.
void cp_version(char *text);

/// Frees an expression.
void cp_free(cp_expression *expression);
