#include "sl_candidates.h"
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#define INLINE static inline __attribute__((always_inline))

/// One bit for each of 64 bytes.
typedef struct {
  uint64_t digits;
  uint64_t capitals;
  uint64_t smalls;
  uint64_t colons;
  uint64_t ats;
  uint64_t openers;  // ( and [
  uint64_t joints;   // blank and hyphen
} masks;

INLINE masks classify_scalar(const uint8_t *block) {
  masks found = {0};
  for (int i = 0; i < 64; i++) {
    uint8_t byte = block[i];
    found.digits |= (uint64_t)((uint8_t)(byte - '0') < 10) << i;
    found.capitals |= (uint64_t)((uint8_t)(byte - 'A') < 26) << i;
    found.smalls |= (uint64_t)((uint8_t)(byte - 'a') < 26) << i;
    found.colons |= (uint64_t)(byte == ':') << i;
    found.ats |= (uint64_t)(byte == '@') << i;
    found.openers |= (uint64_t)(byte == '(' || byte == '[') << i;
    found.joints |= (uint64_t)(byte == ' ' || byte == '-') << i;
  }
  return found;
}

/// The bits `by` further on: bit 0 of the result is bit `by` of low.
INLINE uint64_t ahead(uint64_t low, uint64_t high, int by) { return low >> by | high << (64 - by); }

/// The bits `by` before, filled from the block before.
INLINE uint64_t behind(uint64_t here, uint64_t before, int by) { return here << by | before >> (64 - by); }

/// Whether text[at...] is a bracket around `at`, in letters of any case.
INLINE int is_at_sign(const uint8_t *text, size_t length, size_t at) {
  if (at + 3 >= length || (text[at + 1] | 0x20) != 'a' || (text[at + 2] | 0x20) != 't') return 0;
  return text[at + 3] == (text[at] == '(' ? ')' : ']');
}

/// The scan around one way to classify a block; `classify` is inlined into each instance.
#define SCAN(name, classify, attributes)                                                                              \
  attributes static masks name##_masks(const uint8_t *text, size_t length, size_t at) {                               \
    if (at + 64 <= length) return classify(text + at);                                                                \
    uint8_t padded[64] = {0};                                                                                         \
    if (at < length) memcpy(padded, text + at, length - at);                                                          \
    return classify(padded);                                                                                          \
  }                                                                                                                   \
  attributes static size_t name(const uint8_t *text, size_t length, size_t from, int short_numbers, uint32_t *hits,   \
                                size_t capacity, size_t *next) {                                                      \
    size_t count = 0;                                                                                                 \
    masks before = {0};                                                                                               \
    for (size_t i = from < 2 ? 0 : from - 2; i < from; i++) {                                                         \
      uint64_t bit = 1ull << (64 - (from - i));                                                                       \
      if ((uint8_t)(text[i] - '0') < 10) before.digits |= bit;                                                        \
      if ((uint8_t)(text[i] - 'A') < 26) before.capitals |= bit;                                                      \
      if (text[i] == ':') before.colons |= bit;                                                                       \
      if (text[i] == ' ' || text[i] == '-') before.joints |= bit;                                                     \
    }                                                                                                                 \
    masks here = name##_masks(text, length, from);                                                                    \
    size_t at = from;                                                                                                 \
    for (; at < length; at += 64) {                                                                                   \
      if (count + 128 > capacity) break;                                                                              \
      masks after = name##_masks(text, length, at + 64);                                                              \
      uint64_t starts = here.digits & ~behind(here.digits, before.digits, 1);                                         \
      uint64_t code = here.digits | here.capitals, code_after = after.digits | after.capitals;                        \
      uint64_t long_runs = 0;                                                                                         \
      if (here.capitals) {                                                                                            \
        uint64_t two = code & ahead(code, code_after, 1), two_after = code_after & code_after >> 1;                   \
        uint64_t four = two & ahead(two, two_after, 2), four_after = two_after & two_after >> 2;                      \
        long_runs = four & ahead(four, four_after, 4);                                                                \
        if (long_runs) {                                                                                              \
          uint64_t pairs = here.capitals & ahead(here.capitals, after.capitals, 1);                                   \
          uint64_t pairs_after = after.capitals & after.capitals >> 1;                                                \
          long_runs &= pairs & ahead(pairs, pairs_after, 2);                                                          \
          long_runs &= ~behind(code, before.digits | before.capitals, 1);                                             \
        }                                                                                                             \
      }                                                                                                               \
      uint64_t wanted = starts | here.ats | here.colons | here.openers | long_runs;                                   \
      if (wanted) {                                                                                                   \
        uint64_t marks = here.capitals | here.colons, marks_after = after.capitals | after.colons;                    \
        uint64_t marked = behind(marks, before.capitals | before.colons, 1);                                          \
        uint64_t lone = here.capitals & ~ahead(here.smalls, after.smalls, 1);                                         \
        uint64_t lone_after = after.capitals & ~(after.smalls >> 1);                                                  \
        marked |= behind(here.joints, before.joints, 1) & behind(lone, before.capitals, 2);                           \
        uint64_t follow = marks | (here.joints & ahead(lone, lone_after, 1));                                         \
        uint64_t follow_after = marks_after | (after.joints & lone_after >> 1);                                       \
        while (wanted) {                                                                                              \
          int i = __builtin_ctzll(wanted);                                                                            \
          uint64_t bit = wanted & -wanted;                                                                            \
          wanted ^= bit;                                                                                              \
          size_t p = at + (size_t)i;                                                                                  \
          if (starts & bit) {                                                                                         \
            uint64_t run = i ? ahead(here.digits, after.digits, i) : here.digits;                                     \
            uint32_t flag = 0;                                                                                        \
            if (__builtin_popcountll(run & 0xFFFFFFF) < 4 && !(marked & bit)) {                                       \
              int end = __builtin_ctzll(~run | 1ull << 63);                                                           \
              uint64_t next_marks = i ? ahead(follow, follow_after, i) : follow;                                      \
              if (!(next_marks >> end & 1)) {                                                                         \
                if (!short_numbers) continue;                                                                         \
                flag = SL_SHORT_NUMBER;                                                                               \
              }                                                                                                       \
            }                                                                                                         \
            hits[count++] = (uint32_t)p | flag;                                                                       \
          } else if (here.colons & bit) {                                                                             \
            if (p + 2 < length && text[p + 1] == '/' && text[p + 2] == '/') hits[count++] = (uint32_t)p;              \
          } else if (here.openers & bit) {                                                                            \
            if (is_at_sign(text, length, p)) hits[count++] = (uint32_t)p;                                             \
          } else {                                                                                                    \
            hits[count++] = (uint32_t)p;                                                                              \
          }                                                                                                           \
        }                                                                                                             \
      }                                                                                                               \
      before = here;                                                                                                  \
      here = after;                                                                                                   \
    }                                                                                                                 \
    *next = at < length ? at : length;                                                                                \
    return count;                                                                                                     \
  }

SCAN(scan_scalar, classify_scalar, )

#if defined(__x86_64__)
INLINE uint64_t bits128(__m128i a, __m128i b, __m128i c, __m128i d) {
  uint64_t low = (uint32_t)_mm_movemask_epi8(a) | (uint32_t)_mm_movemask_epi8(b) << 16;
  uint64_t high = (uint32_t)_mm_movemask_epi8(c) | (uint32_t)_mm_movemask_epi8(d) << 16;
  return high << 32 | low;
}

/// All ones where first <= byte < first + count.
INLINE __m128i within128(__m128i bytes, uint8_t first, uint8_t count) {
  // Moves the range to the bottom of the signed numbers, where one comparison tells it apart.
  __m128i moved = _mm_sub_epi8(bytes, _mm_set1_epi8((char)(first ^ 0x80)));
  return _mm_cmplt_epi8(moved, _mm_set1_epi8((char)(count - 128)));
}

INLINE masks classify_sse2(const uint8_t *block) {
  const __m128i *from = (const __m128i *)block;
  __m128i a = _mm_loadu_si128(from), b = _mm_loadu_si128(from + 1), c = _mm_loadu_si128(from + 2),
          d = _mm_loadu_si128(from + 3);
#define WITHIN(first, count)                                                                                          \
  bits128(within128(a, first, count), within128(b, first, count), within128(c, first, count), within128(d, first, count))
#define EQUAL(byte)                                                                                                   \
  bits128(_mm_cmpeq_epi8(a, _mm_set1_epi8(byte)), _mm_cmpeq_epi8(b, _mm_set1_epi8(byte)),                             \
          _mm_cmpeq_epi8(c, _mm_set1_epi8(byte)), _mm_cmpeq_epi8(d, _mm_set1_epi8(byte)))
  return (masks){WITHIN('0', 10), WITHIN('A', 26), WITHIN('a', 26),        EQUAL(':'),
                 EQUAL('@'),      EQUAL('(') | EQUAL('['), EQUAL(' ') | EQUAL('-')};
#undef WITHIN
#undef EQUAL
}
SCAN(scan_sse2, classify_sse2, )

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))
INLINE AVX2 uint64_t within256(__m256i low, __m256i high, uint8_t first, uint8_t count) {
  __m256i shift = _mm256_set1_epi8((char)(first ^ 0x80)), limit = _mm256_set1_epi8((char)(count - 128));
  uint32_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(limit, _mm256_sub_epi8(low, shift)));
  uint32_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(limit, _mm256_sub_epi8(high, shift)));
  return (uint64_t)b << 32 | a;
}

INLINE AVX2 uint64_t equal256(__m256i low, __m256i high, char byte) {
  __m256i wanted = _mm256_set1_epi8(byte);
  uint32_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
  uint32_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
  return (uint64_t)b << 32 | a;
}

INLINE AVX2 masks classify_avx2(const uint8_t *block) {
  __m256i low = _mm256_loadu_si256((const __m256i *)block);
  __m256i high = _mm256_loadu_si256((const __m256i *)(block + 32));
  return (masks){within256(low, high, '0', 10),
                 within256(low, high, 'A', 26),
                 within256(low, high, 'a', 26),
                 equal256(low, high, ':'),
                 equal256(low, high, '@'),
                 equal256(low, high, '(') | equal256(low, high, '['),
                 equal256(low, high, ' ') | equal256(low, high, '-')};
}
SCAN(scan_avx2, classify_avx2, AVX2)

#define AVX512 __attribute__((target("avx512f,avx512bw,bmi,bmi2,popcnt,lzcnt")))
INLINE AVX512 uint64_t within512(__m512i bytes, char first, char count) {
  return _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8(first)), _mm512_set1_epi8(count));
}

INLINE AVX512 masks classify_avx512(const uint8_t *block) {
  __m512i bytes = _mm512_loadu_si512(block);
#define EQUAL(byte) _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(byte))
  return (masks){within512(bytes, '0', 10), within512(bytes, 'A', 26), within512(bytes, 'a', 26), EQUAL(':'),
                 EQUAL('@'),                EQUAL('(') | EQUAL('['),   EQUAL(' ') | EQUAL('-')};
#undef EQUAL
}
SCAN(scan_avx512, classify_avx512, AVX512)

#elif defined(__aarch64__)
/// One bit a byte of four vectors of all ones or zeros.
INLINE uint64_t bits_neon(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  const uint8x16_t bit = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t low = vpaddq_u8(vandq_u8(a, bit), vandq_u8(b, bit));
  uint8x16_t high = vpaddq_u8(vandq_u8(c, bit), vandq_u8(d, bit));
  uint8x16_t sum = vpaddq_u8(low, high);
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
}

INLINE masks classify_neon(const uint8_t *block) {
  uint8x16_t a = vld1q_u8(block), b = vld1q_u8(block + 16), c = vld1q_u8(block + 32), d = vld1q_u8(block + 48);
#define PART(v, first, count) vcltq_u8(vsubq_u8(v, vdupq_n_u8(first)), vdupq_n_u8(count))
#define WITHIN(first, count)                                                                                          \
  bits_neon(PART(a, first, count), PART(b, first, count), PART(c, first, count), PART(d, first, count))
  return (masks){WITHIN('0', 10), WITHIN('A', 26), WITHIN('a', 26),           WITHIN(':', 1),
                 WITHIN('@', 1),  WITHIN('(', 1) | WITHIN('[', 1), WITHIN(' ', 1) | WITHIN('-', 1)};
#undef WITHIN
#undef PART
}
SCAN(scan_neon, classify_neon, )
#endif

typedef size_t (*scanner)(const uint8_t *, size_t, size_t, int, uint32_t *, size_t, size_t *);

/// The scanner of this number; null where the machine lacks it.
static scanner scanner_number(int implementation) {
  switch (implementation) {
  case 0: return scan_scalar;
#if defined(__x86_64__)
  case 1: return scan_sse2;
  case 2:
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt")
               ? scan_avx2
               : NULL;
  case 3:
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt")
               ? scan_avx512
               : NULL;
#elif defined(__aarch64__)
  case 1: return scan_neon;
#endif
  default: return NULL;
  }
}

size_t sl_candidates(const uint8_t *text, size_t length, size_t from, int short_numbers, uint32_t *hits,
                     size_t capacity, size_t *next) {
  for (int best = 3;; best--) {
    scanner scan = scanner_number(best);
    if (scan) return scan(text, length, from, short_numbers, hits, capacity, next);
  }
}

size_t sl_candidates_by(int implementation, const uint8_t *text, size_t length, size_t from, int short_numbers,
                        uint32_t *hits, size_t capacity, size_t *next) {
  scanner scan = scanner_number(implementation);
  return scan ? scan(text, length, from, short_numbers, hits, capacity, next) : SIZE_MAX;
}

/// Whether the byte starts a character that may look like another, wherever it stands.
INLINE int starts_lookalike(uint8_t byte) {
  return byte == 0xC2 || byte == 0xD9 || byte == 0xDB || (byte >= 0xE1 && byte <= 0xE3) || byte == 0xEF || byte == 0xF0;
}

INLINE int is_code(uint8_t byte) {
  return (uint8_t)(byte - '0') < 10 || (uint8_t)((byte | 0x20) - 'a') < 26;
}

/// Whether a look-alike starts at `at`, as far as its bytes and neighbours tell.
INLINE int is_lookalike(const uint8_t *text, size_t length, size_t at) {
  uint8_t first = text[at];
  if (first < 0xC2) return 0;
  uint8_t second = at + 1 < length ? text[at + 1] : 0, third = at + 2 < length ? text[at + 2] : 0;
  switch (first) {
  case 0xC2: return second == 0xA0 || second == 0xAD;
  case 0xCE: case 0xCF: case 0xD0: case 0xD1:
    return (at > 0 && is_code(text[at - 1])) || is_code(third);
  case 0xD9: return second >= 0xA0 && second <= 0xA9;
  case 0xDB: return second >= 0xB0 && second <= 0xB9;
  case 0xE1: return second == 0xA0 && third == 0x8E;
  case 0xE2:
    if (second == 0x80) return third <= 0x95 || (third >= 0xAA && third <= 0xAF) || third == 0xA4;
    return (second == 0x81 && third >= 0x9F && third <= 0xA9) || (second == 0x88 && third == 0x92);
  case 0xE3: return second == 0x80 && third == 0x80;
  case 0xEF: return second == 0xBC || second == 0xBD || (second == 0xBB && third == 0xBF) || second == 0xB9;
  case 0xF0: return second == 0x9D && third >= 0x90 && third <= 0x9F;
  default: return 0;
  }
}

size_t sl_lookalike(const uint8_t *text, size_t length, size_t from) {
  size_t at = from;
  for (; at + 16 <= length; at += 16) {
    uint64_t words[2];
    memcpy(words, text + at, 16);
    if (((words[0] | words[1]) & 0x8080808080808080ull) == 0) continue;
    for (size_t i = at; i < at + 16; i++) {
      uint8_t byte = text[i];
      if (byte < 0xC2) continue;
      if ((starts_lookalike(byte) || (byte >= 0xCE && byte <= 0xD1)) && is_lookalike(text, length, i)) return i;
    }
  }
  for (; at < length; at++) {
    if (is_lookalike(text, length, at)) return at;
  }
  return length;
}
