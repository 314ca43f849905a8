#define _GNU_SOURCE
#include "confined.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const int deepest = 256;

static int empty(int directory, int depth) {
  if (depth > deepest) {
    close(directory);
    return ELOOP;
  }
  DIR *entries = fdopendir(directory);
  if (entries == NULL) {
    int error = errno;
    close(directory);
    return error;
  }
  int first = 0;
  struct dirent *entry;
  while ((entry = readdir(entries)) != NULL) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (unlinkat(dirfd(entries), entry->d_name, 0) == 0) continue;
    int error = errno;
    if (error == EISDIR || error == EPERM) {
      fchmodat(dirfd(entries), entry->d_name, 0700, 0);
      int inner = openat(dirfd(entries), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      error = inner < 0 ? errno : empty(inner, depth + 1);
      if (error == 0 && unlinkat(dirfd(entries), entry->d_name, AT_REMOVEDIR) != 0) error = errno;
    }
    if (first == 0) first = error;
  }
  closedir(entries);
  return first;
}

int confined_remove_tree(const char *path) {
  chmod(path, 0700);
  int directory = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (directory < 0) return errno;
  int error = empty(directory, 0);
  if (rmdir(path) != 0 && error == 0) error = errno;
  return error;
}
