// Byte pair encoding of one piece by a table of merges.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Which neighbours merge: see the Swift type MergeTable for how the tables are made.
typedef struct {
  const uint32_t *_Nonnull byte_ids;    // id of each byte
  const uint32_t *_Nonnull byte_pairs;  // priority of each pair of bytes
  const uint32_t *_Nullable results;    // id of each priority; null where a priority is its id
  const uint64_t *_Nonnull slots;       // left << 43 | right << 22 | priority, all ones where empty
  const uint64_t *_Nonnull filter;      // one bit for many pairs
  uint64_t slot_mask;
  uint32_t filter_shift;
} sl_merge_table;

enum { SL_MERGE_LANES = 64 };

/// Merges 2 to 64 symbols and returns how many are left: the bytes of `text`, or where it is null those that
/// stand in `ids`. The result stands in `ids`, which has room for `count`.
size_t sl_merge_lanes(
    int variant, const sl_merge_table *_Nonnull table, const uint8_t *_Nullable text, size_t count,
    uint32_t *_Nonnull ids);

/// Bytes of scratch memory that `sl_merge_heap` needs for `count` symbols.
size_t sl_merge_heap_scratch(size_t count);

/// The same for any number of symbols from 2 on, with a heap of pairs.
size_t sl_merge_heap(
    const sl_merge_table *_Nonnull table, const uint8_t *_Nullable text, size_t count, void *_Nonnull scratch,
    uint32_t *_Nonnull ids);
