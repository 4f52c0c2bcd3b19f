// Zeroed memory for tables; the large ones in huge pages where the kernel has them.
#pragma once
#include <stddef.h>

/// Zeroed memory of `size` bytes, aligned to a cache line; aborts when there is none.
void *_Nonnull sl_pages_allocate(size_t size);

/// Returns memory of sl_pages_allocate.
void sl_pages_free(void *_Nonnull memory, size_t size);

/// Whether two byte strings are equal.
int sl_bytes_equal(const void *_Nonnull left, const void *_Nonnull right, size_t size);
