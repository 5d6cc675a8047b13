// Linux calls that Swift's Glibc does not offer: it knows no RENAME_EXCHANGE, and syscall() has variable arguments.
#ifndef GONGKAI_CFILES_H
#define GONGKAI_CFILES_H

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

// Two paths trade places in one step; both must exist. Returns 0, or -1 with errno.
static inline int gongkai_exchange(const char *one, const char *other) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, 1u << 1);
}

// Renames, unless something stands there already. Returns 0, or -1 with errno.
static inline int gongkai_rename_to_free(const char *from, const char *to) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1u << 0);
}

// Waits until all that was written to a file system lies on its disk. Returns 0, or -1 with errno.
static inline int gongkai_sync_file_system(int descriptor) { return (int)syscall(SYS_syncfs, descriptor); }

// A pipe whose ends no other program comes to hold. Returns 0, or -1 with errno.
static inline int gongkai_pipe(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }

#endif
