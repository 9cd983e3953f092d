#pragma once
// What Swift cannot import of ncurses and of the system's terminal calls: macros, globals, variadics and the few
// functions that must run in a signal handler. Everything else Terminal calls directly.

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Attributes, which are macros with casts.
static const uint32_t cn_bold = A_BOLD;
static const uint32_t cn_dim = A_DIM;
static const uint32_t cn_underline = A_UNDERLINE;
static const uint32_t cn_reverse = A_REVERSE;
static const uint32_t cn_italic = A_ITALIC;

// The screen: stdscr, curscr, stdin and stdout are globals.

/// Whether terminals of this type can place their cursor: 1, 0, or -1 for a type that is not known.
int cn_can_move(const char *type);
/// How many colours terminals of this type have; 0 for none, and for a type that is not known.
int cn_colors_of(const char *type);
/// newterm, reading stdin and writing to memory; false on failure. The handlers that ncurses installs are taken out again.
///
/// ncurses would wait for a terminal that takes no output, in the middle of an update. So it writes to memory, which
/// cn_output_take empties, and the caller sends that as the terminal takes it.
bool cn_newterm(const char *type);
/// How many bytes ncurses has written, and the way to them: `count` of them move to the buffer, all of them are gone.
size_t cn_output_count(void);
bool cn_output_take(uint8_t *buffer, size_t count);
/// Lets keys of the keypad come in one form, and a window whose lower right cell can be drawn.
void cn_prepare_screen(void);
/// The size that the terminal itself reports; false when it does not.
bool cn_terminal_size(int *columns, int *rows);
/// Draws `count` wide characters in one style, without touching the terminal.
void cn_put(int y, int x, uint32_t attributes, int pair, const uint32_t *text, int count);
/// Places the cursor for the next update.
void cn_move(int y, int x);
/// Sends what changed since the last update.
void cn_update(void);
/// Lets the next update send every cell.
void cn_forget(void);
/// How many colours and colour pairs the terminal has; 0 without colours.
int cn_colors(void);
int cn_color_pairs(void);
/// A string capability without its padding, into a buffer; its length, or -1 for none and for one that is too long.
int cn_capability(const char *name, char *buffer, int size);

/// Sets the locale of the user and answers whether its characters are UTF-8.
bool cn_use_locale(void);
/// wcwidth, which glibc declares for _XOPEN_SOURCE only.
int cn_wcwidth(uint32_t scalar);

// Restoring the terminal.

/// Opens the terminal of stdout once more, for writing without waiting; -1 if it is none.
int cn_open_output(void);
/// Saves the terminal's modes for cn_restore_modes and for faults.
bool cn_save_modes(void);
/// Gives every key to us as it comes, and every byte of ours to the terminal as it is.
void cn_raw_modes(void);
void cn_restore_modes(bool discardsInput);
/// Throws away what was written and the terminal has not taken yet.
void cn_discard_output(void);
/// Installs the handler for faults, which writes these bytes to leave the screen.
void cn_crash_install(int output, const uint8_t *bytes, size_t count);
/// While armed, a fault first leaves the screen, and then goes its way to the handler before ours.
void cn_crash_arm(bool armed);

/// Sends fd 2 to memory if it is the terminal; cn_stderr_release sends it back and may print what came meanwhile.
void cn_stderr_capture(void);
void cn_stderr_release(bool prints);

// Signals.

/// Blocks the signals that bulltop handles and opens a descriptor for them; -1 on failure. Ignored ones stay so.
int cn_signals_open(void);
/// The next signal that has come, or 0.
int cn_signals_next(int descriptor);
/// Puts the signal mask back.
void cn_signals_close(int descriptor);
/// Stops the process group as Ctrl-Z does, and returns when it continues.
void cn_stop(void);
