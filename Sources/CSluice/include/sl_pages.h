// Large tables: memory from the kernel, in huge pages where it has them, zeroed on first touch.
#pragma once
#include <stddef.h>

/// Zeroed memory of `size` bytes, aligned to 2 MiB; aborts when there is none.
void *_Nonnull sl_pages_allocate(size_t size);

/// Returns memory of sl_pages_allocate.
void sl_pages_free(void *_Nonnull memory, size_t size);

/// Whether two byte strings are equal.
int sl_bytes_equal(const void *_Nonnull left, const void *_Nonnull right, size_t size);
