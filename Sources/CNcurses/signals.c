#define _GNU_SOURCE
#include "CNcurses.h"
#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

static const int handled[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGCHLD};
enum { handled_count = sizeof handled / sizeof *handled };
static sigset_t mask_before;

int cn_signals_open(void) {
    sigset_t set;
    sigemptyset(&set);
    // Where SIGCHLD is ignored, the status of a child process could not be read.
    signal(SIGCHLD, SIG_DFL);
    for (int i = 0; i < handled_count; i++) {
        struct sigaction action;
        // A blocked signal reaches the descriptor even if it is ignored; under nohup SIGHUP must stay ignored.
        if (sigaction(handled[i], NULL, &action) == 0 && action.sa_handler == SIG_IGN) continue;
        sigaddset(&set, handled[i]);
    }
    if (pthread_sigmask(SIG_BLOCK, &set, &mask_before) != 0) return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int cn_signals_next(int descriptor) {
    struct signalfd_siginfo info;
    ssize_t count;
    do count = read(descriptor, &info, sizeof info);
    while (count < 0 && errno == EINTR);
    return count == sizeof info ? (int)info.ssi_signo : 0;
}

void cn_signals_close(int descriptor) {
    close(descriptor);
    pthread_sigmask(SIG_SETMASK, &mask_before, NULL);
}

void cn_stop(void) {
    struct sigaction standard = {.sa_handler = SIG_DFL}, before;
    sigset_t stop, resume, mask;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigemptyset(&resume);
    sigaddset(&resume, SIGCONT);
    sigaction(SIGTSTP, &standard, &before);
    // Every other thread has SIGTSTP blocked, so that this one stops before kill returns. In an orphaned group, where
    // no process could continue it, the kernel drops the signal.
    pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
    kill(0, SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &before, NULL);
    // The SIGCONT that woke us is handled; only the descriptor would still report it.
    struct timespec none = {0, 0};
    while (sigtimedwait(&resume, NULL, &none) > 0) {}
}
