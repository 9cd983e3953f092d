#define _GNU_SOURCE
#include "CNcurses.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static const int faults[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
enum { fault_count = sizeof faults / sizeof *faults, restore_limit = 512 };

static struct termios modes;
static struct sigaction previous[fault_count];
static uint8_t restore_bytes[restore_limit];
static size_t restore_count;
static int restore_output = -1;
static volatile sig_atomic_t armed;
static volatile int captured = -1, original_stderr = -1;

int cn_open_output(char *path, size_t size) {
    if (ttyname_r(STDOUT_FILENO, path, size) != 0) snprintf(path, size, "/dev/tty");
    // Opened separately: with the file description of stdout the shell would get O_NONBLOCK, too.
    return open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

bool cn_save_modes(void) { return tcgetattr(STDIN_FILENO, &modes) == 0; }

void cn_raw_modes(void) {
    struct termios raw = modes;
    cfmakeraw(&raw);
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

void cn_restore_modes(bool discardsInput) { tcsetattr(STDIN_FILENO, discardsInput ? TCSAFLUSH : TCSANOW, &modes); }

void cn_discard_output(void) { tcflush(STDIN_FILENO, TCOFLUSH); }

static void write_all(int descriptor, const void *bytes, size_t count) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t written = write(descriptor, next, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        next += written;
        count -= (size_t)written;
    }
}

void cn_stderr_capture(void) {
    if (captured >= 0 || !isatty(STDERR_FILENO)) return;
    int memory = memfd_create("bulltop-stderr", MFD_CLOEXEC);
    int original = dup(STDERR_FILENO);
    if (memory < 0 || original < 0 || dup2(memory, STDERR_FILENO) < 0) {
        if (memory >= 0) close(memory);
        if (original >= 0) close(original);
        return;
    }
    original_stderr = original;
    captured = memory;
}

// The fault handler calls it as well, so it uses only functions that are safe there.
void cn_stderr_release(bool prints) {
    if (captured < 0) return;
    int memory = captured;
    captured = -1;
    dup2(original_stderr, STDERR_FILENO);
    close(original_stderr);
    char buffer[1024];
    off_t offset = 0;
    ssize_t count;
    while (prints && (count = pread(memory, buffer, sizeof buffer, offset)) > 0) {
        write_all(STDERR_FILENO, buffer, (size_t)count);
        offset += count;
    }
    close(memory);
}

static void handle_fault(int signal, siginfo_t *info, void *context) {
    (void)context;
    int saved = errno;
    if (armed) {
        armed = 0;
        write_all(restore_output, restore_bytes, restore_count);
        tcsetattr(STDIN_FILENO, TCSANOW, &modes);
        cn_stderr_release(true);
    }
    // Returning repeats the faulting instruction, now with the handler before ours: Swift's backtraces and the core
    // dump are those of the fault itself. A signal that was sent does not come again by itself.
    for (int i = 0; i < fault_count; i++) {
        if (faults[i] == signal) sigaction(signal, &previous[i], NULL);
    }
    if (info->si_code <= 0) raise(signal);
    errno = saved;
}

void cn_crash_install(int output, const uint8_t *bytes, size_t count) {
    restore_output = output;
    restore_count = count < restore_limit ? count : restore_limit;
    memcpy(restore_bytes, bytes, restore_count);
    static bool installed;
    if (installed) return;
    installed = true;
    stack_t stack;
    if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE)) {
        stack = (stack_t){.ss_sp = malloc(64 * 1024), .ss_size = 64 * 1024};
        if (stack.ss_sp != NULL) sigaltstack(&stack, NULL);
    }
    struct sigaction action = {.sa_sigaction = handle_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigfillset(&action.sa_mask);
    for (int i = 0; i < fault_count; i++) sigaction(faults[i], &action, &previous[i]);
}

void cn_crash_arm(bool on) { armed = on; }
