#include "sl_merges.h"
#include "sl_pretokens.h"

#define INLINE static inline __attribute__((always_inline))
#define NONE UINT32_MAX

// Clang lowers these vectors to whatever the enclosing function's target has.
typedef uint32_t lanes16 __attribute__((ext_vector_type(16)));
typedef _Bool bits16 __attribute__((ext_vector_type(16)));
#define MASK16(comparison) __builtin_bit_cast(uint16_t, __builtin_convertvector((comparison), bits16))

INLINE int may_merge(const sl_merge_table *table, uint64_t key) {
  uint64_t bit = (key * 0xD6E8FEB86659FD93ull) >> table->filter_shift;
  return table->filter[bit >> 6] >> (bit & 63) & 1;
}

INLINE uint32_t listed_priority(const sl_merge_table *table, uint64_t key) {
  uint64_t slot = (key * 0x9E3779B97F4A7C15ull) >> 40 & table->slot_mask;
  for (;;) {
    uint64_t entry = table->slots[slot];
    if (entry >> 22 == key) return (uint32_t)(entry & 0x3FFFFF);
    if (entry == UINT64_MAX) return NONE;
    slot = (slot + 1) & table->slot_mask;
  }
}

INLINE uint32_t priority(const sl_merge_table *table, uint32_t left, uint32_t right) {
  uint64_t key = (uint64_t)left << 21 | right;
  return may_merge(table, key) ? listed_priority(table, key) : NONE;
}

INLINE uint32_t result(const sl_merge_table *table, uint32_t priority) {
  return table->results ? table->results[priority] : priority;
}

// Priorities stay in vectors, one lane for each byte; `alive` has a bit for each byte that a symbol starts at.
INLINE size_t merge_vectors(
    const sl_merge_table *table, const uint8_t *text, size_t count, uint32_t *ids, const int vectors) {
  static const lanes16 numbers = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  _Alignas(64) uint32_t initial[SL_MERGE_LANES];
  lanes16 priorities[4];
  for (int index = 0; index < vectors; index++) *(lanes16 *)(initial + 16 * index) = NONE;
  if (text) {
    for (size_t index = 0; index < count; index++) ids[index] = table->byte_ids[text[index]];
    for (size_t index = 0; index + 1 < count; index++)
      initial[index] = table->byte_pairs[(uint32_t)text[index] << 8 | text[index + 1]];
  } else {
    for (size_t index = 0; index + 1 < count; index++)
      initial[index] = priority(table, ids[index], ids[index + 1]);
  }
  for (int index = 0; index < vectors; index++) priorities[index] = *(lanes16 *)(initial + 16 * index);

  uint64_t alive = UINT64_MAX >> (SL_MERGE_LANES - count);
  for (;;) {
    lanes16 smaller = priorities[0];
    for (int index = 1; index < vectors; index++) smaller = __builtin_elementwise_min(smaller, priorities[index]);
    uint32_t least = __builtin_reduce_min(smaller);
    if (least == NONE) break;
    uint64_t places = 0;
    for (int index = 0; index < vectors; index++)
      places |= (uint64_t)MASK16(priorities[index] == least) << (16 * index);
    unsigned place = (unsigned)__builtin_ctzll(places);

    uint64_t behind = alive & ~((2ull << place) - 1);
    unsigned right = (unsigned)__builtin_ctzll(behind);
    behind &= behind - 1;
    uint64_t before = alive & ((1ull << place) - 1);
    alive &= ~(1ull << right);
    uint32_t merged = result(table, least);
    ids[place] = merged;
    // Both filters are read before either branch: most neighbours merge with nothing.
    unsigned next = behind ? (unsigned)__builtin_ctzll(behind) : 0;
    unsigned last = before ? 63 - (unsigned)__builtin_clzll(before) : SL_MERGE_LANES;
    uint64_t right_key = (uint64_t)merged << 21 | ids[next];
    uint64_t left_key = (uint64_t)ids[before ? last : 0] << 21 | merged;
    int may_right = may_merge(table, right_key) && behind;
    int may_left = may_merge(table, left_key) && before;
    uint32_t with_right = may_right ? listed_priority(table, right_key) : NONE;
    uint32_t with_left = may_left ? listed_priority(table, left_key) : NONE;
    for (int index = 0; index < vectors; index++) {
      lanes16 lane = numbers + (uint32_t)(16 * index);
      priorities[index] = lane == place ? (lanes16)with_right : priorities[index];
      priorities[index] = lane == right ? (lanes16)NONE : priorities[index];
      priorities[index] = lane == last ? (lanes16)with_left : priorities[index];
    }
  }
  size_t found = 0;
  for (; alive; alive &= alive - 1) ids[found++] = ids[__builtin_ctzll(alive)];
  return found;
}

INLINE size_t merge_any(const sl_merge_table *table, const uint8_t *text, size_t count, uint32_t *ids) {
  if (count <= 16) return merge_vectors(table, text, count, ids, 1);
  if (count <= 32) return merge_vectors(table, text, count, ids, 2);
  return merge_vectors(table, text, count, ids, 4);
}

static size_t merge_base(const sl_merge_table *table, const uint8_t *text, size_t count, uint32_t *ids) {
  return merge_any(table, text, count, ids);
}

#if defined(__x86_64__)
__attribute__((target("avx2,bmi,bmi2,lzcnt"))) static size_t merge_avx2(
    const sl_merge_table *table, const uint8_t *text, size_t count, uint32_t *ids) {
  return merge_any(table, text, count, ids);
}

__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,bmi,bmi2,lzcnt"))) static size_t merge_avx512(
    const sl_merge_table *table, const uint8_t *text, size_t count, uint32_t *ids) {
  return merge_any(table, text, count, ids);
}
#endif

size_t sl_merge_lanes(
    int variant, const sl_merge_table *table, const uint8_t *text, size_t count, uint32_t *ids) {
#if defined(__x86_64__)
  if (variant == SL_KERNEL_AVX512) return merge_avx512(table, text, count, ids);
  if (variant == SL_KERNEL_AVX2) return merge_avx2(table, text, count, ids);
#endif
  (void)variant;
  return merge_base(table, text, count, ids);
}

// Pairs as priority << 32 | place, the least on top. A pair whose priority has changed is passed over.
typedef struct {
  uint64_t *pairs;
  size_t count;
  uint32_t *priorities;
} pair_heap;

INLINE void push(pair_heap *heap, uint32_t priority, uint32_t place) {
  heap->priorities[place] = priority;
  if (priority == NONE) return;
  uint64_t pair = (uint64_t)priority << 32 | place;
  size_t child = heap->count++;
  while (child > 0) {
    size_t parent = (child - 1) >> 1;
    if (heap->pairs[parent] <= pair) break;
    heap->pairs[child] = heap->pairs[parent];
    child = parent;
  }
  heap->pairs[child] = pair;
}

INLINE uint64_t pop(pair_heap *heap) {
  uint64_t top = heap->pairs[0], last = heap->pairs[--heap->count];
  size_t parent = 0;
  for (;;) {
    size_t child = 2 * parent + 1;
    if (child >= heap->count) break;
    child += child + 1 < heap->count && heap->pairs[child + 1] < heap->pairs[child];
    if (heap->pairs[child] >= last) break;
    heap->pairs[parent] = heap->pairs[child];
    parent = child;
  }
  heap->pairs[parent] = last;
  return top;
}

// Every merge pushes two pairs and pops one: with the first ones there are never more than 2 * count.
size_t sl_merge_heap_scratch(size_t count) { return count * (2 * sizeof(uint64_t) + 3 * sizeof(uint32_t)); }

size_t sl_merge_heap(
    const sl_merge_table *table, const uint8_t *text, size_t count, void *scratch, uint32_t *ids) {
  pair_heap heap = {scratch, 0, (uint32_t *)((uint64_t *)scratch + 2 * count)};
  uint32_t *following = heap.priorities + count, *preceding = following + count;
  for (uint32_t index = 0; index < count; index++) {
    if (text) ids[index] = table->byte_ids[text[index]];
    following[index] = index + 1;
    preceding[index] = index - 1;
  }
  heap.priorities[count - 1] = NONE;
  for (uint32_t index = 0; index + 1 < count; index++) {
    uint32_t first = text ? table->byte_pairs[(uint32_t)text[index] << 8 | text[index + 1]]
                          : priority(table, ids[index], ids[index + 1]);
    push(&heap, first, index);
  }
  while (heap.count > 0) {
    uint64_t top = pop(&heap);
    uint32_t place = (uint32_t)top, merging = (uint32_t)(top >> 32);
    if (heap.priorities[place] != merging) continue;
    uint32_t merged = result(table, merging), right = following[place], next = following[right];
    ids[place] = merged;
    heap.priorities[right] = NONE;
    heap.priorities[place] = NONE;
    following[place] = next;
    if (next < count) {
      preceding[next] = place;
      push(&heap, priority(table, merged, ids[next]), place);
    }
    if (place > 0) {
      uint32_t left = preceding[place];
      push(&heap, priority(table, ids[left], merged), left);
    }
  }
  size_t found = 0;
  for (size_t place = 0; place < count; place = following[place]) ids[found++] = ids[place];
  return found;
}
