#include "sl_text.h"
#include <stdbool.h>
#include <string.h>

/// Bytes of the white space scalar that starts at `at`, 0 if another scalar starts there.
static inline size_t space_length(const uint8_t *at, const uint8_t *end) {
  uint8_t lead = at[0];
  if (lead < 0x80) return lead == ' ' || (uint8_t)(lead - 9) <= 4;
  if (lead == 0xC2) return end - at >= 2 && (at[1] == 0x85 || at[1] == 0xA0) ? 2 : 0;
  if (lead < 0xE1 || lead > 0xE3 || end - at < 3) return 0;
  uint8_t last = at[2];
  switch (lead << 8 | at[1]) {
  case 0xE19A: return last == 0x80 ? 3 : 0;
  case 0xE280: return last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : 0;
  case 0xE281: return last == 0x9F ? 3 : 0;
  case 0xE380: return last == 0x80 ? 3 : 0;
  default: return 0;
  }
}

/// Class of the multi-byte scalar that starts at `at`; 0 where it is cut off.
static inline uint8_t class_at(const uint8_t *at, const uint8_t *end, const sl_text_classes *table) {
  uint32_t scalar;
  if (at[0] < 0xE0) {
    if (end - at < 2) return 0;
    scalar = (uint32_t)(at[0] & 0x1F) << 6 | (at[1] & 0x3F);
  } else if (at[0] < 0xF0) {
    if (end - at < 3) return 0;
    scalar = (uint32_t)(at[0] & 0x0F) << 12 | (uint32_t)(at[1] & 0x3F) << 6 | (at[2] & 0x3F);
  } else {
    if (end - at < 4) return 0;
    scalar = (uint32_t)(at[0] & 0x07) << 18 | (uint32_t)(at[1] & 0x3F) << 12 | (uint32_t)(at[2] & 0x3F) << 6 |
             (at[3] & 0x3F);
    if (scalar > 0x10FFFF) return 0;
  }
  return table->classes[(size_t)table->pages[scalar >> 8] << 8 | (scalar & 0xFF)];
}

static inline void add_class(uint8_t class, sl_text_counts *counts) {
  counts->letters += class & SL_CLASS_LETTER;
  counts->digits += class >> 1 & 1;
  counts->capitals += class >> 2 & 1;
}

void sl_text_count_scalar(
    const uint8_t *text, size_t length, const sl_text_classes *classes, sl_text_counts *counts) {
  memset(counts, 0, sizeof *counts);
  const uint8_t *end = text + length;
  bool in_word = false;
  for (const uint8_t *at = text; at < end; at++) {
    uint8_t byte = *at;
    if ((byte & 0xC0) == 0x80) continue;
    counts->scalars++;
    counts->line_feeds += byte == '\n';
    if (space_length(at, end)) {
      in_word = false;
      continue;
    }
    counts->words += !in_word;
    counts->word_scalars++;
    in_word = true;
    if (!classes) continue;
    if (byte >= 0x80) add_class(class_at(at, end, classes), counts);
    counts->letters += (uint8_t)((byte | 0x20) - 'a') < 26 && byte < 0x80;
    counts->capitals += (uint8_t)(byte - 'A') < 26;
    counts->digits += (uint8_t)(byte - '0') < 10;
  }
}

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))

/// A 64-byte block as two vectors; a predicate over it is one bit a byte.
typedef struct {
  __m256i low, high;
} block;

AVX2 static inline uint64_t bits(__m256i low, __m256i high) {
  return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

AVX2 static inline uint64_t equal(block b, char byte) {
  __m256i wanted = _mm256_set1_epi8(byte);
  return bits(_mm256_cmpeq_epi8(b.low, wanted), _mm256_cmpeq_epi8(b.high, wanted));
}

AVX2 static inline __m256i within(__m256i v, char first, char width) {
  __m256i shifted = _mm256_sub_epi8(v, _mm256_set1_epi8(first));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(shifted, _mm256_set1_epi8(width)), shifted);
}

/// Bytes in `first...first + width`, unsigned.
AVX2 static inline uint64_t range(block b, char first, char width) {
  return bits(within(b.low, first, width), within(b.high, first, width));
}

AVX2 static inline uint64_t letters(block b) {
  __m256i lower = _mm256_set1_epi8(0x20);
  return bits(within(_mm256_or_si256(b.low, lower), 'a', 25), within(_mm256_or_si256(b.high, lower), 'a', 25));
}

/// Marks the bytes of multi-byte white space that starts in this block; what reaches past it goes to `carry`.
AVX2 static inline uint64_t wide_spaces(
    uint64_t candidates, const uint8_t *at, const uint8_t *end, uint64_t *carry) {
  uint64_t found = *carry;
  *carry = 0;
  for (; candidates; candidates &= candidates - 1) {
    unsigned offset = (unsigned)__builtin_ctzll(candidates);
    uint64_t run = ((uint64_t)1 << space_length(at + offset, end)) - 1;
    found |= run << offset;
    if (offset > 61) *carry |= run >> (64 - offset);
  }
  return found;
}

AVX2 static inline __attribute__((always_inline)) void count_avx2(
    const uint8_t *text, size_t length, const sl_text_classes *classes, sl_text_counts *counts) {
  const uint8_t *end = text + length;
  uint64_t after_space = 1, carry = 0;
  uint8_t last[64];
  for (size_t position = 0; position < length; position += 64) {
    const uint8_t *at = text + position;
    const uint8_t *source = at;
    uint64_t present = ~(uint64_t)0;
    if (length - position < 64) {
      memset(last, ' ', sizeof last);
      memcpy(last, at, length - position);
      source = last;
      present = ((uint64_t)1 << (length - position)) - 1;
    }
    block b = {_mm256_loadu_si256((const __m256i *)source), _mm256_loadu_si256((const __m256i *)source + 1)};
    uint64_t spaces = equal(b, ' ') | range(b, 9, 4);
    uint64_t wide = bits(b.low, b.high);
    uint64_t starts = present;
    if (wide | carry) {
      starts &= ~range(b, (char)0x80, 0x3F);
      uint64_t candidates = (equal(b, (char)0xC2) | range(b, (char)0xE1, 2)) & present;
      spaces |= wide_spaces(candidates, at, end, &carry);
      if (classes) {
        for (uint64_t leads = wide & starts & ~spaces; leads; leads &= leads - 1)
          add_class(class_at(at + __builtin_ctzll(leads), end, classes), counts);
      }
    }
    if (classes) {
      counts->letters += (uint64_t)__builtin_popcountll(letters(b));
      counts->capitals += (uint64_t)__builtin_popcountll(range(b, 'A', 25));
      counts->digits += (uint64_t)__builtin_popcountll(range(b, '0', 9));
    }
    counts->scalars += (uint64_t)__builtin_popcountll(starts);
    counts->word_scalars += (uint64_t)__builtin_popcountll(starts & ~spaces);
    counts->words += (uint64_t)__builtin_popcountll(starts & ~spaces & (spaces << 1 | after_space));
    counts->line_feeds += (uint64_t)__builtin_popcountll(equal(b, '\n'));
    after_space = spaces >> 63;
  }
}

AVX2 static void count_plain(const uint8_t *text, size_t length, sl_text_counts *counts) {
  sl_text_counts local = {0};
  count_avx2(text, length, 0, &local);
  *counts = local;
}

AVX2 static void count_classes(
    const uint8_t *text, size_t length, const sl_text_classes *classes, sl_text_counts *counts) {
  sl_text_counts local = {0};
  count_avx2(text, length, classes, &local);
  *counts = local;
}

void sl_text_count(
    const uint8_t *text, size_t length, const sl_text_classes *classes, sl_text_counts *counts) {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi2")) {
    sl_text_count_scalar(text, length, classes, counts);
  } else if (classes) {
    count_classes(text, length, classes, counts);
  } else {
    count_plain(text, length, counts);
  }
}
#else
void sl_text_count(
    const uint8_t *text, size_t length, const sl_text_classes *classes, sl_text_counts *counts) {
  sl_text_count_scalar(text, length, classes, counts);
}
#endif
