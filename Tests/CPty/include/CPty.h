#pragma once
#include <stddef.h>

/// Opens a pseudo-terminal and writes the path of its other side; returns its descriptor, or -1.
int cpty_open(char *path, size_t size);
/// Makes a pipe whose ends are closed in other programs; returns 0, or -1.
int cpty_pipe(int ends[2]);
