// First pass of personal-data detection: where in a text an identifier may begin.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Set in positions of digit runs that are too short for a code: they may be an age.
#define SL_SHORT_NUMBER 0x80000000u

/// Positions, rising, of
/// - `@`, `:` before `//`, and the bracket of `(at)` or `[at]`;
/// - runs of eight or more capitals and digits, of which the first four are capitals;
/// - digit runs worth a look: four digits in the 28 bytes from there, or a capital or colon beside the run, or
///   beyond a blank or a hyphen a capital that no small letter follows;
/// - all other digit runs, marked with SL_SHORT_NUMBER, if `short_numbers` is not 0.
///
/// Looks at text[from..<length], writes at most `capacity` (at least 128) positions and stores in `next` where to go
/// on; `next == length` means done. Reads nothing outside text[0..<length], which has less than 2^31 bytes.
size_t sl_candidates(const uint8_t *text, size_t length, size_t from, int short_numbers, uint32_t *hits,
                     size_t capacity, size_t *next);

/// The same by one implementation, for tests: 0 scalar, 1 SSE2 or NEON, 2 AVX2, 3 AVX-512. Returns SIZE_MAX where
/// the machine lacks it.
size_t sl_candidates_by(int implementation, const uint8_t *text, size_t length, size_t from, int short_numbers,
                        uint32_t *hits, size_t capacity, size_t *next);

/// First position from `from` on of a character that looks like another: a blank, dash or digit outside ASCII, an
/// invisible or full-width character, or a Greek or Cyrillic letter beside an ASCII letter or digit; `length` if
/// there is none. Positions are candidates only: what to make of the character is for the caller to say.
size_t sl_lookalike(const uint8_t *text, size_t length, size_t from);
