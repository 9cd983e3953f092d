#include "CInih.h"
#include <ini.h>
#include <stdbool.h>
#include <string.h>

struct reading {
    const char *next, *end;
    int line;
    int bad_line;  // The first that does not fit into inih's buffer or holds a NUL.
    int stopped_line;
    ci_handler handler;
    void *context;
};

// inih cuts the name of a section to 49 bytes without an error.
static bool is_long_section(const char *line, size_t length) {
    const char *end = length > 0 && *line == '[' ? memchr(line, ']', length) : NULL;
    return end != NULL && end - line > 50;
}

// Works like fgets, but on memory: one call is one line, which is how lines are counted.
static char *next_line(char *buffer, int size, void *stream) {
    struct reading *reading = stream;
    if (reading->next == reading->end || size <= 1) return NULL;
    const char *newline = memchr(reading->next, '\n', (size_t)(reading->end - reading->next));
    const char *stop = newline != NULL ? newline + 1 : reading->end;
    // A line that begins with blanks would continue the value before it, so an indented name would be lost.
    while (reading->next < stop && (*reading->next == ' ' || *reading->next == '\t')) reading->next++;
    size_t length = (size_t)(stop - reading->next);
    reading->line++;
    if (length >= (size_t)size || memchr(reading->next, 0, length) != NULL || is_long_section(reading->next, length)) {
        if (reading->bad_line == 0) reading->bad_line = reading->line;
        length = 0;
    }
    memcpy(buffer, reading->next, length);
    buffer[length] = 0;
    reading->next = stop;
    return buffer;
}

static int take(void *user, const char *section, const char *name, const char *value) {
    struct reading *reading = user;
    if (reading->stopped_line != 0) return 1;
    if (reading->handler(reading->context, section, name, value, reading->line)) return 1;
    reading->stopped_line = reading->line;
    return 0;
}

static int earlier(int left, int right) { return left == 0 || (right != 0 && right < left) ? right : left; }

int ci_parse(const char *bytes, size_t count, ci_handler handler, void *context) {
    struct reading reading = {.next = bytes, .end = bytes + count, .handler = handler, .context = context};
    if (count == 0) return 0;
    int error = ini_parse_stream(next_line, &reading, take, &reading);
    return earlier(earlier(error > 0 ? error : 0, reading.bad_line), reading.stopped_line);
}
