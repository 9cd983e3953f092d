"""Runs a program as on Linux 4.4 for x86-64: each system call that is newer does not exist (ENOSYS).

    old-kernel.py PROGRAM ARGUMENT...
"""

import ctypes
import errno
import os
import struct
import sys

# mlock2 came last, with Linux 4.4; copy_file_range, statx, rseq, clone3 and all others since have higher numbers.
LATEST = 325
NO_NEW_PRIVS, SECCOMP, FILTER = 38, 22, 2
LOAD, IF_GREATER, RETURN = 0x20, 0x25, 0x06
ALLOW, ERROR = 0x7FFF0000, 0x00050000


class Program(ctypes.Structure):
    """A filter for seccomp: the number of its instructions, and where they are."""

    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


# Code, two distances of a jump, and a value: the number of the call is the first word of what is filtered.
instructions = b"".join(
    struct.pack("HBBI", *instruction)
    for instruction in [
        (LOAD, 0, 0, 0),
        (IF_GREATER, 0, 1, LATEST),
        (RETURN, 0, 0, ERROR | errno.ENOSYS),
        (RETURN, 0, 0, ALLOW),
    ]
)
program = Program(len(instructions) // 8, instructions)
libc = ctypes.CDLL(None, use_errno=True)
for request in [(NO_NEW_PRIVS, 1, 0, 0, 0), (SECCOMP, FILTER, ctypes.byref(program), 0, 0)]:
    if libc.prctl(*request) != 0:
        sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
os.execvp(sys.argv[1], sys.argv[1:])
