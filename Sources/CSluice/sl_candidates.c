#include "sl_candidates.h"
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// One bit for each of 64 bytes.
typedef struct {
  uint64_t digits;
  uint64_t ats;
  uint64_t colons;
  uint64_t capitals;
} masks;

typedef masks (*classifier)(const uint8_t *block);

static inline __attribute__((always_inline)) masks classify_portable(const uint8_t *block) {
  masks found = {0, 0, 0, 0};
  for (int i = 0; i < 64; i++) {
    uint8_t byte = block[i];
    found.digits |= (uint64_t)((uint8_t)(byte - '0') < 10 || byte == 0xEF) << i;
    found.ats |= (uint64_t)(byte == '@') << i;
    found.colons |= (uint64_t)(byte == ':') << i;
    found.capitals |= (uint64_t)((uint8_t)(byte - 'A') < 26) << i;
  }
  return found;
}

static inline __attribute__((always_inline)) masks masks_at(classifier classify, const uint8_t *text, size_t length,
                                                            size_t at) {
  if (at + 64 <= length) return classify(text + at);
  uint8_t padded[64] = {0};
  if (at < length) memcpy(padded, text + at, length - at);
  return classify(padded);
}

static inline uint64_t shifted(uint64_t low, uint64_t high, int by) {
  return by == 0 ? low : low >> by | high << (64 - by);
}

static inline __attribute__((always_inline)) size_t scan(classifier classify, const uint8_t *text, size_t length,
                                                         size_t from, uint32_t *hits, size_t capacity, size_t *next) {
  size_t count = 0;
  uint64_t digit_before = from > 0 && ((uint8_t)(text[from - 1] - '0') < 10 || text[from - 1] == 0xEF);
  uint64_t mark_before =
      from > 0 && ((uint8_t)(text[from - 1] - 'A') < 26 || text[from - 1] == ':');
  masks here = masks_at(classify, text, length, from);
  size_t at = from;
  for (; at < length; at += 64) {
    if (count + 64 > capacity) break;
    masks after = masks_at(classify, text, length, at + 64);
    uint64_t marks = here.capitals | here.colons;
    uint64_t marks_after = after.capitals | after.colons;
    uint64_t starts = here.digits & ~(here.digits << 1 | digit_before);
    uint64_t marked = marks << 1 | mark_before;
    uint64_t wanted = starts | here.ats | here.colons;
    digit_before = here.digits >> 63;
    mark_before = marks >> 63;
    while (wanted) {
      int i = __builtin_ctzll(wanted);
      uint64_t bit = wanted & -wanted;
      wanted ^= bit;
      if (here.colons & bit) {
        size_t p = at + (size_t)i;
        if (p + 2 < length && text[p + 1] == '/' && text[p + 2] == '/') hits[count++] = (uint32_t)p;
        continue;
      }
      if (starts & bit) {
        uint64_t run = shifted(here.digits, after.digits, i);
        if (__builtin_popcountll(run & 0xFFFFFFF) < 4 && !(marked & bit)) {
          int end = ~run ? __builtin_ctzll(~run) : 64;
          if (end == 64 || !(shifted(marks, marks_after, i) >> end & 1)) continue;
        }
      }
      hits[count++] = (uint32_t)(at + (size_t)i);
    }
    here = after;
  }
  *next = at < length ? at : length;
  return count;
}

static size_t scan_portable(const uint8_t *text, size_t length, size_t from, uint32_t *hits, size_t capacity,
                            size_t *next) {
  return scan(classify_portable, text, length, from, hits, capacity, next);
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))

static inline AVX2 __attribute__((always_inline)) uint64_t within(__m256i low, __m256i high, uint8_t first,
                                                                  uint8_t count) {
  // Moves [first, first + count) to the bottom of the signed range, where one comparison tells it apart.
  __m256i shift = _mm256_set1_epi8((char)(first ^ 0x80));
  __m256i limit = _mm256_set1_epi8((char)(count - 128));
  uint32_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(limit, _mm256_sub_epi8(low, shift)));
  uint32_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(limit, _mm256_sub_epi8(high, shift)));
  return (uint64_t)b << 32 | a;
}

static inline AVX2 __attribute__((always_inline)) uint64_t equal(__m256i low, __m256i high, uint8_t byte) {
  __m256i wanted = _mm256_set1_epi8((char)byte);
  uint32_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
  uint32_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
  return (uint64_t)b << 32 | a;
}

static inline AVX2 __attribute__((always_inline)) masks classify_avx2(const uint8_t *block) {
  __m256i low = _mm256_loadu_si256((const __m256i *)block);
  __m256i high = _mm256_loadu_si256((const __m256i *)(block + 32));
  return (masks){within(low, high, '0', 10) | equal(low, high, 0xEF), equal(low, high, '@'),
                 equal(low, high, ':'), within(low, high, 'A', 26)};
}

static AVX2 size_t scan_avx2(const uint8_t *text, size_t length, size_t from, uint32_t *hits, size_t capacity,
                             size_t *next) {
  return scan(classify_avx2, text, length, from, hits, capacity, next);
}

static int has_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}
#endif

size_t sl_candidates(const uint8_t *text, size_t length, size_t from, uint32_t *hits, size_t capacity, size_t *next) {
#if defined(__x86_64__)
  if (has_avx2()) return scan_avx2(text, length, from, hits, capacity, next);
#endif
  return scan_portable(text, length, from, hits, capacity, next);
}

size_t sl_candidates_by(int implementation, const uint8_t *text, size_t length, size_t from, uint32_t *hits,
                        size_t capacity, size_t *next) {
  if (implementation == 0) return scan_portable(text, length, from, hits, capacity, next);
#if defined(__x86_64__)
  if (implementation == 1 && has_avx2()) return scan_avx2(text, length, from, hits, capacity, next);
#endif
  return SIZE_MAX;
}
