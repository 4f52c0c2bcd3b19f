#include "sl_pretokens.h"
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#define TARGET_AVX2 __attribute__((target("avx2,bmi,bmi2")))
#define TARGET_AVX512 \
  __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt")))
#endif

#define INLINE static inline __attribute__((always_inline))

// Clang lowers these 64-byte vectors to whatever the enclosing function's target has: SSE2, AVX2, AVX-512, NEON.
typedef uint8_t bytes64 __attribute__((ext_vector_type(64)));
typedef _Bool bits64 __attribute__((ext_vector_type(64)));
#define MASK(comparison) __builtin_bit_cast(uint64_t, __builtin_convertvector((comparison), bits64))

typedef uint64_t (*two_byte_lookup)(const uint8_t *text, const uint8_t *table, uint64_t leads);

typedef struct {
  bytes64 bytes;
} __attribute__((packed, aligned(1))) unaligned64;
#define LOAD64(text) (((const unaligned64 *)(text))->bytes)

INLINE uint8_t scalar_classes(const sl_class_tables *tables, const uint8_t *text, unsigned *length) {
  uint32_t lead = text[0], scalar;
  if (lead < 0xE0) {
    *length = 2;
    scalar = (lead & 31) << 6 | (text[1] & 63);
  } else if (lead < 0xF0) {
    *length = 3;
    scalar = (lead & 15) << 12 | (uint32_t)(text[1] & 63) << 6 | (text[2] & 63);
  } else {
    *length = 4;
    scalar = (lead & 7) << 18 | (uint32_t)(text[1] & 63) << 12 | (uint32_t)(text[2] & 63) << 6 | (text[3] & 63);
  }
  // A scalar beyond U+10FFFF cannot come of valid UTF-8; the bound keeps a broken promise harmless.
  if (scalar > 0x10FFFF) return 8;
  return tables->leaves[(uint32_t)tables->blocks[scalar >> 8] << 8 | (scalar & 255)];
}

// Two-byte letters by the common leads: Latin (C3..CA), Greek (CE, CF) and Cyrillic (D0, D1, D3).
// The rest are left to the table.
INLINE uint64_t common_two_byte_letters(const uint8_t *text, uint64_t leads) {
  bytes64 block = LOAD64(text), next = LOAD64(text + 1);
  uint64_t always = MASK((block - 0xC4) < 7) | MASK((block & 0xFE) == 0xD0) | MASK(block == 0xD3);
  uint64_t latin = MASK(block == 0xC3) & ~MASK((next & 0xDF) == 0x97);
  uint64_t greek = (MASK(block == 0xCE) & MASK(next > 0x90) & ~MASK(next == 0xA2))
      | (MASK(block == 0xCF) & ~MASK(next == 0xB6));
  return (always | latin | greek) & leads;
}

INLINE void spread(uint64_t leads, uint64_t *mask, uint32_t *carry) {
  *mask |= leads | leads << 1;
  *carry |= (uint32_t)(leads >> 63);
}

INLINE void add_other_scripts(
    const sl_class_tables *tables, const uint8_t *text, uint64_t high, two_byte_lookup lookup,
    sl_class_carry *carry, sl_class_masks *masks) {
  masks->letter |= carry->letter;
  masks->number |= carry->number;
  masks->blank |= carry->blank;
  masks->other |= carry->other;
  masks->upper |= carry->upper;
  masks->lower |= carry->lower;
  memset(carry, 0, sizeof *carry);

  uint64_t leads = high & ~masks->continuation;
  uint64_t two = MASK((LOAD64(text) & 0xE0) == 0xC0) & leads;
  uint64_t rest = leads;
  if (two) {
    if (lookup) {
      uint64_t letters = lookup(text, tables->letters, two);
      uint64_t exceptions = lookup(text, tables->exceptions, two);
      spread(letters, &masks->letter, &carry->letter);
      spread(two & ~letters & ~exceptions, &masks->other, &carry->other);
      if (tables->cased) {
        spread(lookup(text, tables->uppers, two), &masks->upper, &carry->upper);
        spread(lookup(text, tables->lowers, two), &masks->lower, &carry->lower);
      }
      rest = (leads & ~two) | exceptions;
    } else if (!tables->cased) {
      uint64_t letters = common_two_byte_letters(text, two);
      spread(letters, &masks->letter, &carry->letter);
      rest = leads & ~letters;
    }
  }
  while (rest) {
    unsigned index = (unsigned)__builtin_ctzll(rest), length;
    rest &= rest - 1;
    uint8_t classes = scalar_classes(tables, text + index, &length);
    uint64_t ones = (1u << length) - 1;
    uint64_t here = ones << index;
    uint32_t beyond = index + length > 64 ? (uint32_t)(ones >> (64 - index)) : 0;
    if (classes & 1) masks->letter |= here, carry->letter |= beyond;
    if (classes & 2) masks->number |= here, carry->number |= beyond;
    if (classes & 4) masks->blank |= here, carry->blank |= beyond;
    if (classes & 8) masks->other |= here, carry->other |= beyond;
    if (classes & 16) masks->upper |= here, carry->upper |= beyond;
    if (classes & 32) masks->lower |= here, carry->lower |= beyond;
  }
}

INLINE void fill(
    const sl_class_tables *tables, const uint8_t *text, size_t count, sl_class_carry *carry,
    sl_class_masks *masks, two_byte_lookup lookup) {
  for (size_t index = 0; index < count; index++, text += 64, masks++) {
    bytes64 block = LOAD64(text);
    uint64_t high = MASK(block >= 0x80);
    uint64_t white = MASK((block - 9) < 5);
    masks->letter = MASK(((block | 0x20) - 'a') < 26);
    masks->number = MASK((block - '0') < 10);
    masks->space = MASK(block == ' ');
    masks->newline = MASK((block == '\n') | (block == '\r'));
    masks->blank = white & ~masks->newline;
    masks->apostrophe = MASK(block == '\'');
    masks->other = ~(masks->letter | masks->number | masks->space | white | high);
    masks->continuation = 0;
    if (tables->cased) {
      masks->upper = MASK((block - 'A') < 26);
      masks->lower = MASK((block - 'a') < 26);
      masks->slash = MASK(block == '/');
    }
    if (__builtin_expect(high != 0, 0)) {
      masks->continuation = high & MASK(block < 0xC0);
      add_other_scripts(tables, text, high, lookup, carry, masks);
    }
  }
}

static void fill_base(
    const sl_class_tables *tables, const uint8_t *text, size_t count, sl_class_carry *carry,
    sl_class_masks *masks) {
  fill(tables, text, count, carry, masks, NULL);
}

INLINE size_t positions_one_by_one(const uint64_t *words, size_t count, uint32_t base, uint32_t *positions) {
  uint32_t *next = positions;
  for (size_t index = 0; index < count; index++, base += 64)
    for (uint64_t word = words[index]; word; word &= word - 1) *next++ = base + (uint32_t)__builtin_ctzll(word);
  return (size_t)(next - positions);
}

static size_t positions_base(const uint64_t *words, size_t count, uint32_t base, uint32_t *positions) {
  return positions_one_by_one(words, count, base, positions);
}

#if defined(__x86_64__)

TARGET_AVX2 static void fill_avx2(
    const sl_class_tables *tables, const uint8_t *text, size_t count, sl_class_carry *carry,
    sl_class_masks *masks) {
  fill(tables, text, count, carry, masks, NULL);
}

TARGET_AVX2 static size_t positions_avx2(
    const uint64_t *words, size_t count, uint32_t base, uint32_t *positions) {
  return positions_one_by_one(words, count, base, positions);
}

// Index of 8 bits: five of the lead, three of the continuation; then the bit chosen by its last three.
TARGET_AVX512 INLINE uint64_t two_byte_avx512(const uint8_t *text, const uint8_t *table, uint64_t leads) {
  __m512i lead = _mm512_loadu_si512(text), tail = _mm512_loadu_si512(text + 1);
  __m512i index = _mm512_or_si512(
      _mm512_slli_epi16(_mm512_and_si512(lead, _mm512_set1_epi8(31)), 3),
      _mm512_and_si512(_mm512_srli_epi16(tail, 3), _mm512_set1_epi8(7)));
  __m512i low = _mm512_permutex2var_epi8(
      _mm512_loadu_si512(table), index, _mm512_loadu_si512(table + 64));
  __m512i high = _mm512_permutex2var_epi8(
      _mm512_loadu_si512(table + 128), index, _mm512_loadu_si512(table + 192));
  __m512i entry = _mm512_mask_blend_epi8(_mm512_movepi8_mask(index), low, high);
  __m512i bit = _mm512_shuffle_epi8(
      _mm512_set1_epi64(0x8040201008040201LL), _mm512_and_si512(tail, _mm512_set1_epi8(7)));
  return _mm512_mask_test_epi8_mask(leads, entry, bit);
}

TARGET_AVX512 static void fill_avx512(
    const sl_class_tables *tables, const uint8_t *text, size_t count, sl_class_carry *carry,
    sl_class_masks *masks) {
  fill(tables, text, count, carry, masks, two_byte_avx512);
}

TARGET_AVX512 static size_t positions_avx512(
    const uint64_t *words, size_t count, uint32_t base, uint32_t *positions) {
  static const uint8_t iota[64] = {
      0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
      22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
      44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
  __m512i indices = _mm512_loadu_si512(iota);
  uint32_t *next = positions;
  for (size_t index = 0; index < count; index++, base += 64) {
    uint64_t word = words[index];
    unsigned found = (unsigned)__builtin_popcountll(word);
    __m512i packed = _mm512_maskz_compress_epi8(word, indices);
    __m512i offset = _mm512_set1_epi32((int)base);
    _mm512_storeu_si512(
        next, _mm512_add_epi32(offset, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed))));
    if (found > 16) {
      _mm512_storeu_si512(
          next + 16,
          _mm512_add_epi32(offset, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 1))));
      if (found > 32) {
        _mm512_storeu_si512(
            next + 32,
            _mm512_add_epi32(offset, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 2))));
        _mm512_storeu_si512(
            next + 48,
            _mm512_add_epi32(offset, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 3))));
      }
    }
    next += found;
  }
  return (size_t)(next - positions);
}

#endif

int sl_kernel_best(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
      && __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2"))
    return SL_KERNEL_AVX512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) return SL_KERNEL_AVX2;
#endif
  return SL_KERNEL_BASE;
}

void sl_class_masks_fill(
    int variant, const sl_class_tables *tables, const uint8_t *text, size_t count, sl_class_carry *carry,
    sl_class_masks *masks) {
#if defined(__x86_64__)
  if (variant == SL_KERNEL_AVX512) return fill_avx512(tables, text, count, carry, masks);
  if (variant == SL_KERNEL_AVX2) return fill_avx2(tables, text, count, carry, masks);
#endif
  fill_base(tables, text, count, carry, masks);
}

size_t sl_bit_positions(int variant, const uint64_t *words, size_t count, uint32_t base, uint32_t *positions) {
#if defined(__x86_64__)
  if (variant == SL_KERNEL_AVX512) return positions_avx512(words, count, base, positions);
  if (variant == SL_KERNEL_AVX2) return positions_avx2(words, count, base, positions);
#endif
  return positions_base(words, count, base, positions);
}
