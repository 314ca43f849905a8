// What Swift's Glibc module hides: memmem, vectorised counting, iconv with a plain signature, renameat2, flock.
#ifndef GONGKAI_C_PLATFORM_H
#define GONGKAI_C_PLATFORM_H

#include <stddef.h>
#include <stdint.h>

#include "confined.h"

/// Offset of the first occurrence of `needle` in `haystack`, or -1.
ptrdiff_t platform_find(const uint8_t *haystack, size_t haystack_length, const uint8_t *needle, size_t needle_length);

/// How many of the bytes lie in `low...high`. Here because the compiler makes vector code of it, which Swift's does not.
size_t platform_count(const uint8_t *bytes, size_t length, uint8_t low, uint8_t high);

/// How many control characters there are besides those from tab to carriage return.
size_t platform_count_controls(const uint8_t *bytes, size_t length);

/// Opens a converter from `from` to UTF-8; NULL where glibc has none.
void *platform_converter_open(const char *from);

/// Converts as far as it goes. Returns 0 when all input was taken, else the errno (E2BIG, EILSEQ, EINVAL).
int platform_converter_run(
    void *converter, const uint8_t **input, size_t *input_left, uint8_t **output, size_t *output_left);

void platform_converter_reset(void *converter);
void platform_converter_close(void *converter);

/// Takes an exclusive lock without waiting: 0, or the errno (EWOULDBLOCK where another process holds it).
int platform_lock_exclusive(int descriptor);

/// Gives the lock back, whoever else still has the same open file.
void platform_unlock(int descriptor);

/// Makes a file of a name that ends in XXXXXX, which is written into the name: its descriptor, or -1.
int platform_make_temporary(char *template);

/// Resident-set peak of this process in KiB.
long platform_peak_memory_kib(void);

/// 1 where there is something under a path that is neither a file nor a folder, as a device or a pipe.
int platform_is_special(const char *path);

/// Gives memory that was freed back to the system.
void platform_return_memory(void);

/// The version of glibc, whose iconv decodes GB18030.
const char *platform_glibc_version(void);

#endif
