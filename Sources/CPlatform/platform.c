#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <gnu/libc-version.h>
#include <iconv.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>

ptrdiff_t platform_find(const uint8_t *haystack, size_t haystack_length, const uint8_t *needle, size_t needle_length) {
  const uint8_t *found = memmem(haystack, haystack_length, needle, needle_length);
  return found == NULL ? -1 : found - haystack;
}

void *platform_converter_open(const char *from) {
  iconv_t converter = iconv_open("UTF-8", from);
  return converter == (iconv_t)-1 ? NULL : (void *)converter;
}

int platform_converter_run(
    void *converter, const uint8_t **input, size_t *input_left, uint8_t **output, size_t *output_left) {
  size_t result = iconv((iconv_t)converter, (char **)input, input_left, (char **)output, output_left);
  return result == (size_t)-1 ? errno : 0;
}

void platform_converter_reset(void *converter) { iconv((iconv_t)converter, NULL, NULL, NULL, NULL); }

void platform_converter_close(void *converter) { iconv_close((iconv_t)converter); }

int platform_lock_exclusive(int descriptor) { return flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno; }

long platform_peak_memory_kib(void) {
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : 0;
}

const char *platform_glibc_version(void) { return gnu_get_libc_version(); }
