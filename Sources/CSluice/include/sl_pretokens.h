// Class masks of UTF-8 text, 64 bytes at a time, for the pretokenizers of byte-level tokenizers.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// One bit for each of 64 bytes; every byte of a character carries the class of the character.
typedef struct {
  uint64_t letter;
  uint64_t number;
  uint64_t space;         // U+0020
  uint64_t blank;         // white space other than U+0020, CR and LF
  uint64_t newline;       // CR and LF
  uint64_t other;         // everything else
  uint64_t continuation;  // bytes 80..BF
  uint64_t apostrophe;    // U+0027
  uint64_t upper;         // letters in title or upper case, where asked for
  uint64_t lower;         // letters in lower case, where asked for
  uint64_t slash;         // U+002F, where asked for
} sl_class_masks;

/// What the kernels must know of Unicode: class sets as bits 1 letter, 2 number, 4 blank, 8 other, 16 upper,
/// 32 lower.
typedef struct {
  const uint16_t *blocks;     // for each 256 scalars, the number of a leaf
  const uint8_t *leaves;      // leaves of 256 class sets
  const uint8_t *letters;     // for two-byte characters: bit c & 7 of byte (l & 31) << 3 | (c >> 3 & 7)
  const uint8_t *exceptions;  // the same for those that are neither letter nor other
  const uint8_t *uppers;      // the same for upper case
  const uint8_t *lowers;      // the same for lower case
  uint32_t leaf_count;
  uint32_t cased;             // whether upper and lower are wanted
} sl_class_tables;

/// Parts of a character that began in the block before, one class set per byte, lowest first.
typedef struct {
  uint32_t letter, number, blank, other, upper, lower;
} sl_class_carry;

/// Variants of a kernel, best last.
enum { SL_KERNEL_BASE = 0, SL_KERNEL_AVX2 = 1, SL_KERNEL_AVX512 = 2 };

/// The best variant this processor runs.
int sl_kernel_best(void);

/// Fills masks for `count` blocks of 64 bytes from `text`, of which 4 more bytes must be readable; the text is
/// valid UTF-8. `variant` is at most `sl_kernel_best()`.
void sl_class_masks_fill(
    int variant, const sl_class_tables *tables, const uint8_t *text, size_t count, sl_class_carry *carry,
    sl_class_masks *masks);

/// Writes the positions of set bits, `base` added, in order; room for 64 beyond the last is needed.
/// Returns how many were written.
size_t sl_bit_positions(int variant, const uint64_t *words, size_t count, uint32_t base, uint32_t *positions);

/// Asks for the cache line at `address`.
static inline void sl_prefetch(const void *address) { __builtin_prefetch(address); }
