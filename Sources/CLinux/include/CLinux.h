#pragma once

// Functions that Swift's Glibc module lacks.
#include <malloc.h>
#include <spawn.h>
#include <sys/eventfd.h>

static inline int linux_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

/// The commit that the program was built from, at most 47 characters; empty where that is not known.
const char *linux_commit(void);

// Hidden without _GNU_SOURCE.
extern const int LINUX_SPAWN_SETSID;
int linux_pipe(int ends[2]);

/// Returns the number of words of the command line, the program's own name included.
int linux_argument_count(void);
/// Returns a word of the command line, from 0 on; NULL beyond the last. These are the bytes that ps(1) shows, and they
/// may be overwritten. Swift's CommandLine has copies, and none where there is no /proc.
char *linux_argument(int index);
/// Removes from the environment what the start of the process has put there, so that no child process gets it.
void linux_clean_environment(void);

// Makes all threads share one heap, whose unused end is returned to the system above 64 KiB. A heap for every thread
// would keep what only one of them has ever needed.
static inline void linux_share_heap(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TRIM_THRESHOLD, 64 * 1024);
}
