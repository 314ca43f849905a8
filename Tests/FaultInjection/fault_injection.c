#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int is_named(const char *path, const char *word) {
  const char *name = path == NULL ? NULL : strrchr(path, '/');
  return path != NULL && strstr(name == NULL ? path : name, word) != NULL;
}

/// Whether opening the file for reading is to fail; sets errno.
static int refuses(int folder, const char *path, int flags) {
  if ((flags & O_ACCMODE) != O_RDONLY || (flags & O_DIRECTORY)) return 0;
  if (is_named(path, "forbidden")) {
    errno = EACCES;
    return 1;
  }
  if (is_named(path, "vanishing")) unlinkat(folder, path, 0);
  return 0;
}

#define OPEN_WITH_MODE(name, call)                         \
  mode_t mode = 0;                                         \
  if (flags & (O_CREAT | O_TMPFILE)) {                     \
    va_list list;                                          \
    va_start(list, flags);                                 \
    mode = va_arg(list, mode_t);                           \
    va_end(list);                                          \
  }                                                        \
  if (refuses(folder, path, flags)) return -1;             \
  static int (*next)(int, const char *, int, ...) = NULL;  \
  if (next == NULL) next = dlsym(RTLD_NEXT, call);         \
  return next(folder, path, flags, mode);

int openat(int folder, const char *path, int flags, ...) { OPEN_WITH_MODE(openat, "openat") }
int openat64(int folder, const char *path, int flags, ...) { OPEN_WITH_MODE(openat64, "openat64") }
int open(const char *path, int flags, ...) {
  const int folder = AT_FDCWD;
  OPEN_WITH_MODE(open, "openat")
}
int open64(const char *path, int flags, ...) {
  const int folder = AT_FDCWD;
  OPEN_WITH_MODE(open64, "openat64")
}

/// Where reading of a file named "breaking" begins to fail.
static const off_t breaking_offset = 1 << 18;

/// `end` is where the read that gave `count` bytes ended.
static ssize_t after_reading(int descriptor, ssize_t count, off_t end) {
  char link[64], path[PATH_MAX];
  struct stat status;
  if (count <= 0 || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return count;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return count;
  path[length] = 0;
  if (is_named(path, "faulty") || (is_named(path, "breaking") && end > breaking_offset)) {
    errno = EIO;
    return -1;
  }
  if (is_named(path, "shrinking") && truncate(path, status.st_size / 2) != 0) return -1;
  return count;
}

ssize_t read(int descriptor, void *buffer, size_t count) {
  static ssize_t (*next)(int, void *, size_t) = NULL;
  if (next == NULL) next = dlsym(RTLD_NEXT, "read");
  const ssize_t received = next(descriptor, buffer, count);
  return after_reading(descriptor, received, lseek(descriptor, 0, SEEK_CUR));
}

ssize_t pread(int descriptor, void *buffer, size_t count, off_t offset) {
  static ssize_t (*next)(int, void *, size_t, off_t) = NULL;
  if (next == NULL) next = dlsym(RTLD_NEXT, "pread");
  const ssize_t received = next(descriptor, buffer, count, offset);
  return after_reading(descriptor, received, offset + received);
}
