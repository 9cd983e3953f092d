#pragma once
// The parts of ncurses and of the system's terminal calls that Swift cannot import: macros, globals, variadics, and the
// few functions that must run in a signal handler. Terminal calls everything else directly.

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The attributes, which are macros with casts.
static const uint32_t cn_bold = A_BOLD;
static const uint32_t cn_dim = A_DIM;
static const uint32_t cn_underline = A_UNDERLINE;
static const uint32_t cn_reverse = A_REVERSE;
static const uint32_t cn_italic = A_ITALIC;

// The screen: stdscr, curscr, stdin and stdout are globals.

/// Returns whether terminals of this type can place their cursor: 1, 0, or -1 for an unknown type.
int cn_can_move(const char *type);
/// Returns the number of colours of terminals of this type; 0 for none, and for an unknown type.
int cn_colors_of(const char *type);
/// Calls newterm, reading stdin and writing to memory; returns false on failure. The handlers that ncurses installs are
/// removed again.
///
/// ncurses would wait for a terminal that takes no output, in the middle of an update. Therefore it writes to memory,
/// which cn_output_take empties, and the caller sends that as the terminal takes it.
bool cn_newterm(const char *type);
/// Returns the number of bytes that ncurses has written; cn_output_take moves `count` of them to the buffer, and drops
/// the rest.
size_t cn_output_count(void);
bool cn_output_take(uint8_t *buffer, size_t count);
/// Makes the keys of the keypad arrive in one form, and the lower right cell of a window drawable.
void cn_prepare_screen(void);
/// Reads the size that the terminal itself reports; returns false where it reports none.
bool cn_terminal_size(int *columns, int *rows);
/// Draws `count` wide characters in one style, without touching the terminal.
void cn_put(int y, int x, uint32_t attributes, int pair, const uint32_t *text, int count);
/// Places the cursor for the next update.
void cn_move(int y, int x);
/// Sends what changed since the last update.
void cn_update(void);
/// Makes the next update send every cell.
void cn_forget(void);
/// Returns the number of colours and of colour pairs of the terminal; 0 without colours.
int cn_colors(void);
int cn_color_pairs(void);
/// Writes a string capability without its padding into a buffer, and returns its length; -1 for none and for one that
/// is too long.
int cn_capability(const char *name, char *buffer, int size);

/// Sets the locale of the user and returns whether its characters are UTF-8. Where it wants UTF-8 and the system has no such
/// locale, the portable binary writes UTF-8 itself; `width` returns the columns of a character then, and -1 for a control.
bool cn_use_locale(int (*width)(uint32_t scalar));
/// Calls wcwidth, which glibc declares only for _XOPEN_SOURCE.
int cn_wcwidth(uint32_t scalar);

// Restoring the terminal.

/// Opens the terminal of stdout once more, for writing without waiting; returns -1 with errno if that fails. Copies the path
/// of its file to `path`, which has `size` bytes, in any case.
int cn_open_output(char *path, size_t size);
/// Saves the terminal's modes for cn_restore_modes and for faults.
bool cn_save_modes(void);
/// Passes every key to us as it comes, and every byte of ours to the terminal unchanged.
void cn_raw_modes(void);
void cn_restore_modes(bool discardsInput);
/// Drops the output that the terminal has not taken yet.
void cn_discard_output(void);
/// Installs the handler for faults, which writes these bytes to leave the screen.
void cn_crash_install(int output, const uint8_t *bytes, size_t count);
/// Arms the handler: a fault then first leaves the screen, and goes on to the handler before ours.
void cn_crash_arm(bool armed);

/// Redirects fd 2 to memory if it is the terminal; cn_stderr_release restores it and may print what came meanwhile.
void cn_stderr_capture(void);
void cn_stderr_release(bool prints);

// Signals.

/// Blocks the signals that bulltop handles and opens a descriptor for them; returns -1 on failure. Ignored signals stay
/// ignored.
int cn_signals_open(void);
/// Returns the next signal that has come, or 0.
int cn_signals_next(int descriptor);
/// Restores the signal mask.
void cn_signals_close(int descriptor);
/// Stops the process group as Ctrl-Z does, and returns when it continues.
void cn_stop(void);
