#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <gnu/libc-version.h>
#include <iconv.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>

ptrdiff_t platform_find(const uint8_t *haystack, size_t haystack_length, const uint8_t *needle, size_t needle_length) {
  size_t start = 0;
  if (needle_length > 1 && needle_length <= 64) {
    // Most blocks of 64 places have none where both the first and the last byte fit, which vectors tell at once.
    const uint8_t first = needle[0], last = needle[needle_length - 1];
    while (haystack_length - start >= 64 + needle_length) {
      const uint8_t *here = haystack + start, *there = here + needle_length - 1;
      uint8_t fits = 0;
      for (size_t place = 0; place < 64; place++) fits |= (here[place] == first) & (there[place] == last);
      if (fits) {
        const uint8_t *found = memmem(here, 63 + needle_length, needle, needle_length);
        if (found != NULL) return found - haystack;
      }
      start += 64;
    }
  }
  const uint8_t *found = memmem(haystack + start, haystack_length - start, needle, needle_length);
  return found == NULL ? -1 : found - haystack;
}

// Counts the bytes for which `is_counted(byte)` holds. Counters of one byte hold 255 in each of 32 lanes.
#define COUNT_BYTES(bytes, length, is_counted)                                            \
  size_t total = 0;                                                                       \
  while (length > 0) {                                                                    \
    const size_t step = length < 255 * 32 ? length : 255 * 32;                            \
    uint8_t lanes[32] = {0};                                                              \
    size_t index = 0;                                                                     \
    for (; index + 32 <= step; index += 32)                                               \
      for (size_t lane = 0; lane < 32; lane++) lanes[lane] += is_counted(bytes[index + lane]); \
    for (; index < step; index++) total += is_counted(bytes[index]);                      \
    for (size_t lane = 0; lane < 32; lane++) total += lanes[lane];                        \
    bytes += step;                                                                        \
    length -= step;                                                                       \
  }                                                                                       \
  return total

size_t platform_count(const uint8_t *bytes, size_t length, uint8_t low, uint8_t high) {
  const uint8_t span = (uint8_t)(high - low);
#define IS_IN_RANGE(byte) ((uint8_t)((uint8_t)((byte) - low) <= span))
  COUNT_BYTES(bytes, length, IS_IN_RANGE);
#undef IS_IN_RANGE
}

static inline uint8_t is_control(uint8_t byte) {
  return ((byte < 0x20) & ((uint8_t)(byte - 0x09) > 0x04)) | (byte == 0x7F);
}

size_t platform_count_controls(const uint8_t *bytes, size_t length) { COUNT_BYTES(bytes, length, is_control); }

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

int platform_make_temporary(char *template) { return mkostemp(template, O_CLOEXEC); }

void platform_unlock(int descriptor) { flock(descriptor, LOCK_UN); }

long platform_peak_memory_kib(void) {
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : 0;
}

const char *platform_glibc_version(void) { return gnu_get_libc_version(); }

void platform_return_memory(void) { malloc_trim(0); }

int platform_is_special(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}
