#include "sl_pieces.h"
#include "sl_pretokens.h"
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#define TARGET_AVX2 __attribute__((target("avx2,bmi,bmi2")))
#define TARGET_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,bmi,bmi2,popcnt")))
#endif

#define INLINE static inline __attribute__((always_inline))

enum { WAYS = 4, NARROW_IDS = 4, WIDE_IDS = 12, MIDDLE_IDS = 20, IS_SHORT = 0, IS_MIDDLE = 1, IS_LONG = 2 };
#define SPILLED (0x80ull << 56)
#define ID_MASK 0x00FFFFFFu

typedef struct { uint64_t low, high; } short_key;
typedef struct { uint64_t part[6]; } middle_key;

// For each count from 0 to 16 the mask that keeps so many bytes of 16.
#define ONES(count) ((count) <= 0 ? 0ull : (count) >= 8 ? UINT64_MAX : (1ull << (8 * ((count) & 7))) - 1)
#define BYTE_MASK(count) {ONES(count), ONES((count) - 8)}
static const short_key byte_masks[17] = {
    BYTE_MASK(0),  BYTE_MASK(1),  BYTE_MASK(2),  BYTE_MASK(3),  BYTE_MASK(4),  BYTE_MASK(5),
    BYTE_MASK(6),  BYTE_MASK(7),  BYTE_MASK(8),  BYTE_MASK(9),  BYTE_MASK(10), BYTE_MASK(11),
    BYTE_MASK(12), BYTE_MASK(13), BYTE_MASK(14), BYTE_MASK(15), BYTE_MASK(16)};

INLINE uint64_t load(const uint8_t *text) {
  uint64_t word;
  memcpy(&word, text, sizeof word);
  return word;
}

INLINE short_key key_of_short(const uint8_t *text, size_t length) {
  short_key mask = byte_masks[length];
  return (short_key){load(text) & mask.low, (load(text + 8) & mask.high) | (uint64_t)length << 56};
}

INLINE middle_key key_of_middle(const uint8_t *text, size_t length) {
  short_key second = byte_masks[length < 32 ? length - 16 : 16], third = byte_masks[length < 32 ? 0 : length - 32];
  return (middle_key){
      {load(text), load(text + 8), load(text + 16) & second.low, load(text + 24) & second.high,
       load(text + 32) & third.low, (load(text + 40) & third.high) | (uint64_t)length << 56}};
}

INLINE uint64_t fold(uint64_t left, uint64_t right) {
  unsigned __int128 product = (unsigned __int128)left * right;
  return (uint64_t)(product >> 64) ^ (uint64_t)product;
}

INLINE uint64_t hash_short(short_key key) {
  return fold(key.low ^ 0x9E3779B97F4A7C15ull, key.high ^ 0xD6E8FEB86659FD93ull);
}

INLINE uint64_t hash_middle(middle_key key) {
  return hash_short((short_key){key.part[0], key.part[1]})
      ^ (fold(key.part[2] ^ 0xA0761D6478BD642Full, key.part[3] ^ 0xE7037ED1A0B428DBull)
         + fold(key.part[4] ^ 0x8EBC6AF09C88C6E3ull, key.part[5] ^ 0x589965CC75374CC3ull));
}

INLINE int is_short(const sl_short_piece *piece, short_key key) {
  return ((piece->key[0] ^ key.low) | (piece->key[1] ^ key.high)) == 0;
}

// Whether it is the piece, its ids in the entry or spilled.
INLINE int is_short_any(const sl_short_piece *piece, short_key key) {
  return ((piece->key[0] ^ key.low) | ((piece->key[1] & ~SPILLED) ^ key.high)) == 0;
}

INLINE int is_middle(const sl_middle_piece *piece, middle_key key) {
  uint64_t difference = (piece->key[5] & ~SPILLED) ^ key.part[5];
  for (int index = 0; index < 5; index++) difference |= piece->key[index] ^ key.part[index];
  return difference == 0;
}

// The first entry of the set that a hash belongs to.
INLINE uint32_t place_of(uint64_t hash, uint32_t sets) { return (uint32_t)((hash & UINT32_MAX) * sets >> 32) * WAYS; }

INLINE size_t id_count(const uint32_t *ids) { return ids[3] >> 24; }

INLINE int is_wide(const sl_short_piece *piece) { return id_count(piece->ids) > NARROW_IDS; }

// Writes whole vectors and returns how many of the words are ids.
INLINE size_t write_ids(const uint32_t *ids, uint32_t *output) {
  uint64_t low, high;
  memcpy(&low, ids, 8);
  memcpy(&high, ids + 2, 8);
  uint64_t masked = high & 0x00FFFFFFFFFFFFFFull;
  memcpy(output, &low, 8);
  memcpy(output + 2, &masked, 8);
  size_t count = high >> 56;
  if (__builtin_expect(count > NARROW_IDS, 0)) {
    memcpy(output + 4, ids + 4, 32);
    if (count > WIDE_IDS) memcpy(output + 12, ids + 12, 32);
  }
  return count;
}

// Writes the ids of an entry with this last part of its key; 0 where the ring has forgotten them.
INLINE size_t write_any(const sl_piece_table *table, uint64_t last, const uint32_t *ids, uint32_t *output) {
  if (!(last & SPILLED)) return write_ids(ids, output);
  uint64_t start;
  memcpy(&start, ids, sizeof start);
  if (table->ring_head - start > table->ring_capacity) return 0;
  const uint32_t *source = table->ring + (start & (table->ring_capacity - 1));
  uint32_t count = ids[2];
  for (uint32_t index = 0; index < count; index++) output[index] = source[index];
  return count;
}

static int way_of_short(const sl_short_piece *set, short_key key) {
  int way = 0;
  while (way < WAYS && !is_short_any(set + way, key)) way++;
  return way;
}

static int way_of_middle(const sl_middle_piece *set, middle_key key) {
  int way = 0;
  while (way < WAYS && !is_middle(set + way, key)) way++;
  return way;
}

INLINE void swap(void *left, void *right, size_t size) {
  char kept[2 * sizeof(sl_middle_piece)];
  memcpy(kept, left, size);
  memcpy(left, right, size);
  memcpy(right, kept, size);
}

// A hit behind the first places moves forward, so that pieces seen once do not drive out those seen often.
static size_t hit_short(sl_piece_table *table, size_t place, short_key key, uint32_t *output) {
  sl_short_piece *set = table->shorts + place;
  int way = way_of_short(set, key);
  if (way == WAYS) return 0;
  size_t count = write_any(table, set[way].key[1], set[way].ids, output);
  if (count == 0 || way < 2) return count;
  if (is_wide(set) || is_wide(set + 2)) {
    swap(set, set + 2, 2 * sizeof *set);
  } else {
    swap(set + way, set + way - 1, sizeof *set);
  }
  return count;
}

static size_t hit_middle(
    sl_piece_table *table, size_t place, const uint8_t *text, size_t length, uint32_t *output) {
  sl_middle_piece *set = table->middles + place;
  int way = way_of_middle(set, key_of_middle(text, length));
  if (way == WAYS) return 0;
  size_t count = write_any(table, set[way].key[5], set[way].ids, output);
  if (count > 0 && way > 0) swap(set + way, set + way - 1, sizeof *set);
  return count;
}

INLINE void prepare(
    const sl_piece_table *table, const uint8_t *text, const uint32_t *starts, size_t count,
    sl_prepared_piece *prepared) {
  const sl_short_piece *shorts = table->shorts;
  const sl_middle_piece *middles = table->middles;
  uint32_t short_sets = table->short_sets, middle_sets = table->middle_sets;
  uint32_t start = starts[0];
  for (size_t piece = 0; piece < count; piece++) {
    uint32_t end = starts[piece + 1], length = end - start;
    if (__builtin_expect(length <= SL_SHORT_PIECE, 1)) {
      short_key key = key_of_short(text + start, length);
      uint32_t place = place_of(hash_short(key), short_sets);
      memcpy(prepared[piece].key, &key, sizeof key);
      uint64_t place_and_kind = place | (uint64_t)IS_SHORT << 32;
      memcpy(&prepared[piece].place, &place_and_kind, sizeof place_and_kind);
      __builtin_prefetch(shorts + place);
    } else {
      // A key that no entry has: the piece is looked at apart.
      prepared[piece].key[0] = prepared[piece].key[1] = UINT64_MAX;
      prepared[piece].kind = IS_LONG;
      if (length <= SL_MIDDLE_PIECE) {
        uint32_t place = place_of(hash_middle(key_of_middle(text + start, length)), middle_sets);
        prepared[piece].place = place;
        prepared[piece].kind = IS_MIDDLE;
        __builtin_prefetch(middles + place);
        __builtin_prefetch(middles[place].ids + 4);
      } else {
        prepared[piece].place = 0;
      }
    }
    start = end;
  }
}

// Finds a piece that is not inline in the first two places of its set.
static size_t emit_other(
    sl_piece_table *table, const uint8_t *text, const uint32_t *range, const sl_prepared_piece *piece,
    uint32_t *output) {
  if (piece->kind == IS_SHORT)
    return hit_short(table, piece->place, (short_key){piece->key[0], piece->key[1]}, output);
  if (piece->kind == IS_MIDDLE)
    return hit_middle(table, piece->place, text + range[0], range[1] - range[0], output);
  return 0;
}

INLINE size_t emit(
    sl_piece_table *table, const uint8_t *text, const uint32_t *starts, size_t first, size_t count,
    const sl_prepared_piece *prepared, uint32_t **output) {
  const sl_short_piece *shorts = table->shorts;
  uint32_t *next = *output;
  for (; first < count; first++) {
    const sl_prepared_piece *piece = prepared + first;
    const sl_short_piece *set = shorts + piece->place;
    short_key key = {piece->key[0], piece->key[1]};
    // Which of the two it is cannot be foretold, so that no branch asks.
    int is_first = is_short(set, key), is_second = is_short(set + 1, key);
    if (__builtin_expect(is_first | is_second, 1)) {
      next += write_ids(set[is_first ? 0 : 1].ids, next);
    } else {
      size_t found = emit_other(table, text, starts + first, piece, next);
      if (found == 0) break;
      next += found;
    }
  }
  *output = next;
  return first;
}

static void prepare_base(
    const sl_piece_table *table, const uint8_t *text, const uint32_t *starts, size_t count,
    sl_prepared_piece *prepared) {
  prepare(table, text, starts, count, prepared);
}

static size_t emit_base(
    sl_piece_table *table, const uint8_t *text, const uint32_t *starts, size_t first, size_t count,
    const sl_prepared_piece *prepared, uint32_t **output) {
  return emit(table, text, starts, first, count, prepared, output);
}

#if defined(__x86_64__)

TARGET_AVX2 static void prepare_avx2(
    const sl_piece_table *table, const uint8_t *text, const uint32_t *starts, size_t count,
    sl_prepared_piece *prepared) {
  prepare(table, text, starts, count, prepared);
}

TARGET_AVX2 static size_t emit_avx2(
    sl_piece_table *table, const uint8_t *text, const uint32_t *starts, size_t first, size_t count,
    const sl_prepared_piece *prepared, uint32_t **output) {
  return emit(table, text, starts, first, count, prepared, output);
}

// Two entries are one cache line and one vector.
TARGET_AVX512 static size_t emit_avx512(
    sl_piece_table *table, const uint8_t *text, const uint32_t *starts, size_t first, size_t count,
    const sl_prepared_piece *prepared, uint32_t **output) {
  const sl_short_piece *shorts = table->shorts;
  const __m128i id_mask = _mm_set_epi32((int)ID_MASK, -1, -1, -1);
  uint32_t *next = *output;
  for (; first < count; first++) {
    const sl_prepared_piece *piece = prepared + first;
    const char *line = (const char *)(shorts + piece->place);
    __m512i key = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)piece->key));
    uint32_t halves = _mm512_cmpeq_epi64_mask(_mm512_load_si512(line), key);
    uint32_t hits = halves & halves >> 1 & 0x11;
    if (__builtin_expect(hits != 0, 1)) {
      const char *ids = line + ((hits & 0x10) << 1) + sizeof piece->key;
      size_t found = (uint8_t)ids[15];
      _mm_storeu_si128((__m128i *)next, _mm_and_si128(_mm_load_si128((const __m128i *)ids), id_mask));
      if (__builtin_expect(found > NARROW_IDS, 0))
        _mm256_storeu_si256((__m256i *)(next + 4), _mm256_load_si256((const __m256i *)(ids + 16)));
      next += found;
    } else {
      size_t found = emit_other(table, text, starts + first, piece, next);
      if (found == 0) break;
      next += found;
    }
  }
  *output = next;
  return first;
}

#endif

void sl_pieces_prepare(
    int variant, const sl_piece_table *table, const uint8_t *text, const uint32_t *starts, size_t count,
    sl_prepared_piece *prepared) {
#if defined(__x86_64__)
  if (variant != SL_KERNEL_BASE) return prepare_avx2(table, text, starts, count, prepared);
#endif
  (void)variant;
  prepare_base(table, text, starts, count, prepared);
}

size_t sl_pieces_emit(
    int variant, sl_piece_table *table, const uint8_t *text, const uint32_t *starts, size_t first, size_t count,
    const sl_prepared_piece *prepared, uint32_t **output) {
#if defined(__x86_64__)
  if (variant == SL_KERNEL_AVX512) return emit_avx512(table, text, starts, first, count, prepared, output);
  if (variant == SL_KERNEL_AVX2) return emit_avx2(table, text, starts, first, count, prepared, output);
#endif
  (void)variant;
  return emit_base(table, text, starts, first, count, prepared, output);
}

size_t sl_piece_find(const sl_piece_table *table, const uint8_t *text, size_t length, uint32_t *output) {
  if (length <= SL_SHORT_PIECE) {
    short_key key = key_of_short(text, length);
    const sl_short_piece *set = table->shorts + place_of(hash_short(key), table->short_sets);
    int way = way_of_short(set, key);
    return way == WAYS ? 0 : write_any(table, set[way].key[1], set[way].ids, output);
  }
  middle_key key = key_of_middle(text, length);
  const sl_middle_piece *set = table->middles + place_of(hash_middle(key), table->middle_sets);
  int way = way_of_middle(set, key);
  return way == WAYS ? 0 : write_any(table, set[way].key[5], set[way].ids, output);
}

// Fills the ids of an entry that has room for `limit` and returns what they add to the last part of its key.
static uint64_t fill_ids(
    sl_piece_table *table, uint32_t *entry, size_t limit, const uint32_t *ids, size_t count) {
  memset(entry, 0, (limit > NARROW_IDS && count <= NARROW_IDS ? NARROW_IDS : limit) * sizeof *entry);
  if (count <= limit) {
    memcpy(entry, ids, count * sizeof *ids);
    entry[3] |= (uint32_t)count << 24;
    return 0;
  }
  size_t place = table->ring_head & (table->ring_capacity - 1);
  if (place + count > table->ring_capacity) {
    table->ring_head += table->ring_capacity - place;
    place = 0;
  }
  memcpy(table->ring + place, ids, count * sizeof *ids);
  memcpy(entry, &table->ring_head, sizeof table->ring_head);
  entry[2] = (uint32_t)count;
  table->ring_head += count;
  return SPILLED;
}

// A new wide piece takes the first line if it is free, else the second. A narrow one takes a free place of the
// first line, else the third place, and what was there moves to the fourth.
static int way_for_new(sl_short_piece *set, int wide) {
  int first_is_free = set[0].key[1] == 0;
  if (wide) return first_is_free && set[1].key[1] == 0 ? 0 : 2;
  if (first_is_free) return 0;
  if (!is_wide(set) && set[1].key[1] == 0) return 1;
  if (is_wide(set + 2)) {
    memset(set + 2, 0, 2 * sizeof *set);
  } else {
    set[3] = set[2];
  }
  return 2;
}

static void remember_short(
    sl_piece_table *table, short_key key, const uint32_t *ids, size_t count) {
  sl_short_piece *set = table->shorts + place_of(hash_short(key), table->short_sets);
  int wide = count > NARROW_IDS && count <= WIDE_IDS;
  int way = way_of_short(set, key);  // known where the ring has forgotten its ids
  if (way == WAYS) way = way_for_new(set, wide);
  uint64_t spilled = fill_ids(table, set[way].ids, wide ? WIDE_IDS : NARROW_IDS, ids, count);
  set[way].key[0] = key.low;
  set[way].key[1] = key.high | spilled;
  table->short_count++;
}

static int way_for_middle(sl_middle_piece *set) {
  if (set[0].key[5] == 0) return 0;
  if (set[1].key[5] == 0) return 1;
  set[3] = set[2];
  return 2;
}

static void remember_middle(
    sl_piece_table *table, middle_key key, const uint32_t *ids, size_t count) {
  sl_middle_piece *set = table->middles + place_of(hash_middle(key), table->middle_sets);
  int way = way_of_middle(set, key);
  if (way == WAYS) way = way_for_middle(set);
  uint64_t spilled = fill_ids(table, set[way].ids, MIDDLE_IDS, ids, count);
  memcpy(set[way].key, key.part, sizeof key.part);
  set[way].key[5] |= spilled;
  table->middle_count++;
}

void sl_piece_remember(
    sl_piece_table *table, const uint8_t *text, size_t length, const uint32_t *ids, size_t count) {
  if (length <= SL_SHORT_PIECE) {
    remember_short(table, key_of_short(text, length), ids, count);
  } else {
    remember_middle(table, key_of_middle(text, length), ids, count);
  }
}

// Entries of the first places go first, so that they stay in front.
void sl_short_pieces_move(sl_piece_table *table, sl_short_piece *shorts, uint32_t sets) {
  table->short_count = 0;
  for (int way = 0; way < WAYS; way++) {
    for (size_t old = 0; old < table->short_sets; old++) {
      const sl_short_piece *line = table->shorts + WAYS * old + (way & 2), *entry = line + (way & 1);
      if (entry->key[1] == 0 || (way & 1 && is_wide(line))) continue;
      short_key key = {entry->key[0], entry->key[1] & ~SPILLED};
      sl_short_piece *set = shorts + place_of(hash_short(key), sets);
      int wide = is_wide(entry), place = way_for_new(set, wide);
      memcpy(set + place, entry, (wide ? 2 : 1) * sizeof *entry);
      table->short_count++;
    }
  }
  table->shorts = shorts;
  table->short_sets = sets;
}

void sl_middle_pieces_move(sl_piece_table *table, sl_middle_piece *middles, uint32_t sets) {
  table->middle_count = 0;
  for (int way = 0; way < WAYS; way++) {
    for (size_t old = 0; old < table->middle_sets; old++) {
      const sl_middle_piece *entry = table->middles + WAYS * old + way;
      if (entry->key[5] == 0) continue;
      middle_key key;
      memcpy(key.part, entry->key, sizeof key.part);
      key.part[5] &= ~SPILLED;
      sl_middle_piece *set = middles + place_of(hash_middle(key), sets);
      set[way_for_middle(set)] = *entry;
      table->middle_count++;
    }
  }
  table->middles = middles;
  table->middle_sets = sets;
}

static size_t write_piece(
    const sl_piece_table *table, const void *key, size_t length, uint64_t last, const uint32_t *ids,
    uint8_t *output) {
  uint32_t words[SL_MIDDLE_PIECE + 32];
  size_t count = write_any(table, last, ids, words);
  if (count == 0) return 0;
  if (output) {
    output[0] = (uint8_t)length;
    output[1] = (uint8_t)count;
    memcpy(output + 2, key, length);
    for (size_t index = 0; index < count; index++)
      for (int byte = 0; byte < 4; byte++)
        output[2 + length + 4 * index + (size_t)byte] = (uint8_t)(words[index] >> (8 * byte));
  }
  return 2 + length + 4 * count;
}

size_t sl_pieces_write(const sl_piece_table *table, uint8_t *output) {
  size_t size = 0;
  for (int way = 0; way < WAYS; way++) {
    for (size_t set = 0; set < table->short_sets; set++) {
      const sl_short_piece *line = table->shorts + WAYS * set + (way & 2), *entry = line + (way & 1);
      uint64_t last = entry->key[1];
      if (last == 0 || (way & 1 && is_wide(line))) continue;
      size += write_piece(
          table, entry->key, (last & ~SPILLED) >> 56, last, entry->ids, output ? output + size : NULL);
    }
    for (size_t set = 0; set < table->middle_sets; set++) {
      const sl_middle_piece *entry = table->middles + WAYS * set + way;
      uint64_t last = entry->key[5];
      if (last == 0) continue;
      size += write_piece(
          table, entry->key, (last & ~SPILLED) >> 56, last, entry->ids, output ? output + size : NULL);
    }
  }
  return size;
}
