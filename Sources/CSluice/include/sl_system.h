// Calls whose C form Swift cannot import: variadic functions and the mutable global stderr.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// open(2) with O_CLOEXEC: variadic in C. Returns a descriptor, or -errno.
int sl_open(const char *path, int flags, unsigned int mode);

/// memmem(3), which glibc hides behind _GNU_SOURCE.
const void *sl_memmem(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);

/// Keeps freed frame buffers in the heap instead of returning their pages to the kernel after every frame.
void sl_tune_heap(void);

/// CPU time of the whole process in nanoseconds.
uint64_t sl_process_cpu_nanoseconds(void);

/// Highest resident set size of the process in bytes.
uint64_t sl_peak_resident_bytes(void);

/// Number of processors in this process's affinity mask, which Slurm and containers narrow.
int sl_processors(void);
