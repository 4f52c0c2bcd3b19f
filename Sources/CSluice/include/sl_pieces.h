// Look-up of pieces of text in a bounded table of the ids they were encoded to before.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// A piece of at most 15 bytes: its bytes, zeros, and its length as the last byte; then its ids.
///
/// The highest byte of the fourth id is their number. Ids 5 to 12 of a wide piece stand in the entry behind, the
/// second of the same cache line. Still more lie in the ring: then the last byte of the key has bit 7 set, `ids`
/// holds where they start, 64 bits, and their number.
typedef struct {
  uint64_t key[2];
  uint32_t ids[4];
} sl_short_piece;

/// A piece of 16 to 47 bytes in two cache lines; more than 20 ids lie in the ring.
typedef struct {
  uint64_t key[6];
  uint32_t ids[20];
} sl_middle_piece;

/// Tables in sets of four entries, and the ring of the ids that do not fit an entry.
typedef struct {
  sl_short_piece *_Nonnull shorts;
  sl_middle_piece *_Nonnull middles;
  uint32_t *_Nonnull ring;
  uint64_t ring_head;      // how many ids were ever written to the ring, skipped places included
  uint32_t ring_capacity;  // a power of two
  uint32_t short_sets;
  uint32_t middle_sets;
  uint32_t short_count;    // how many entries were filled since the table was made or moved
  uint32_t middle_count;
} sl_piece_table;

/// Pieces that are looked up together.
typedef struct {
  uint64_t key[2];
  uint32_t place;
  uint32_t kind;
} sl_prepared_piece;

enum { SL_SHORT_PIECE = 15, SL_MIDDLE_PIECE = 47 };

/// Computes the keys and places of `count` pieces between neighbouring `starts`, and asks for their cache lines.
/// From each start 48 bytes must be readable.
void sl_pieces_prepare(
    int variant, const sl_piece_table *_Nonnull table, const uint8_t *_Nonnull text,
    const uint32_t *_Nonnull starts, size_t count, sl_prepared_piece *_Nonnull prepared);

/// Writes the ids of prepared pieces from `first` on, until one is not in the table; returns its number.
/// For each piece room for 47 ids is needed. `output` is moved behind the last id.
size_t sl_pieces_emit(
    int variant, sl_piece_table *_Nonnull table, const uint8_t *_Nonnull text, const uint32_t *_Nonnull starts,
    size_t first, size_t count, const sl_prepared_piece *_Nonnull prepared, uint32_t *_Nonnull *_Nonnull output);

/// Writes the ids of one piece of at most 47 bytes, of which 48 are readable, and returns their number; 0 where
/// the table does not know it. The table is not changed, so that threads may share it.
size_t sl_piece_find(
    const sl_piece_table *_Nonnull table, const uint8_t *_Nonnull text, size_t length, uint32_t *_Nonnull output);

/// Puts one piece of at most 47 bytes, of which 48 are readable, into the table; another one may go for it.
void sl_piece_remember(
    sl_piece_table *_Nonnull table, const uint8_t *_Nonnull text, size_t length, const uint32_t *_Nonnull ids,
    size_t count);

/// Moves the short pieces into `shorts`, zeroed memory for `sets` sets of four.
void sl_short_pieces_move(sl_piece_table *_Nonnull table, sl_short_piece *_Nonnull shorts, uint32_t sets);

/// Moves the pieces of middle length into `middles`, zeroed memory for `sets` sets of four.
void sl_middle_pieces_move(sl_piece_table *_Nonnull table, sl_middle_piece *_Nonnull middles, uint32_t sets);

/// Writes all pieces the table knows, those of the first places first, and returns how many bytes that takes;
/// with null it only counts them. A piece is its length, the number of its ids, its bytes, and its ids as
/// 32-bit little-endian numbers.
size_t sl_pieces_write(const sl_piece_table *_Nonnull table, uint8_t *_Nullable output);
