#define _GNU_SOURCE
#include "CNcurses.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// From <term.h>, which also defines macros named `columns` and `lines`.
extern int setupterm(const char *, int, int *);

int cn_can_move(const char *type) {
    int known = 0;
    if (setupterm(type, STDOUT_FILENO, &known) != OK || known != 1) return -1;
    const char *place = tigetstr("cup");
    return place != NULL && place != (const char *)-1;
}

int cn_colors_of(const char *type) {
    int known = 0;
    if (setupterm(type, STDOUT_FILENO, &known) != OK || known != 1) return 0;
    int colors = tigetnum("colors");
    return colors < 0 ? 0 : colors;
}

static int memory = -1;

static SCREEN *sized_newterm(const char *type, FILE *output, int columns, int rows) {
    static const char *const names[] = {"COLUMNS", "LINES"};
    const int sizes[] = {columns, rows};
    char *before[2];
    for (int i = 0; i < 2; i++) {
        const char *value = getenv(names[i]);
        before[i] = value == NULL ? NULL : strdup(value);
        char text[16];
        snprintf(text, sizeof text, "%d", sizes[i]);
        setenv(names[i], text, 1);
    }
    use_env(TRUE);
    use_tioctl(FALSE);
    SCREEN *screen = newterm(type, output, stdin);
    for (int i = 0; i < 2; i++) {
        before[i] == NULL ? unsetenv(names[i]) : setenv(names[i], before[i], 1);
        free(before[i]);
    }
    return screen;
}

bool cn_newterm(const char *type) {
    FILE *output = NULL;
    if ((memory = memfd_create("bulltop-screen", MFD_CLOEXEC)) < 0 || (output = fdopen(memory, "w")) == NULL) return false;
    static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    enum { count = sizeof signals / sizeof *signals };
    struct sigaction before[count];
    for (int i = 0; i < count; i++) sigaction(signals[i], NULL, &before[i]);
    // Memory has no size that ncurses could query, and the scrolling region that ncurses sets is that of the screen.
    int columns, rows;
    bool has_size = cn_terminal_size(&columns, &rows);
    SCREEN *screen = has_size ? sized_newterm(type, output, columns, rows) : newterm(type, output, stdin);
    for (int i = 0; i < count; i++) sigaction(signals[i], &before[i], NULL);
    return screen != NULL;
}

size_t cn_output_count(void) {
    struct stat state;
    return fstat(memory, &state) == 0 ? (size_t)state.st_size : 0;
}

bool cn_output_take(uint8_t *buffer, size_t count) {
    bool taken = pread(memory, buffer, count, 0) == (ssize_t)count;
    return ftruncate(memory, 0) == 0 && lseek(memory, 0, SEEK_SET) == 0 && taken;
}

void cn_prepare_screen(void) {
    keypad(stdscr, TRUE);
    scrollok(stdscr, FALSE);
    leaveok(stdscr, FALSE);
    idlok(stdscr, FALSE);
}

bool cn_terminal_size(int *columns, int *rows) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return true;
}

void cn_put(int y, int x, uint32_t attributes, int pair, const uint32_t *text, int count) {
    wattr_set(stdscr, (attr_t)attributes, 0, &pair);
    mvwaddnwstr(stdscr, y, x, (const wchar_t *)text, count);
}

void cn_move(int y, int x) { wmove(stdscr, y, x); }

void cn_update(void) {
    wnoutrefresh(stdscr);
    doupdate();
}

void cn_forget(void) { clearok(curscr, TRUE); }

int cn_colors(void) { return has_colors() ? COLORS : 0; }
int cn_color_pairs(void) { return has_colors() ? COLOR_PAIRS : 0; }

int cn_capability(const char *name, char *buffer, int size) {
    const char *value = tigetstr(name);
    if (value == NULL || value == (const char *)-1) return -1;
    int length = 0;
    while (*value) {
        if (value[0] == '$' && value[1] == '<') {
            const char *end = strchr(value, '>');
            if (end != NULL) {
                value = end + 1;
                continue;
            }
        }
        if (length == size) return -1;
        buffer[length++] = *value++;
    }
    return length;
}
