// First pass of personal-data detection: where in a text an identifier may begin.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Positions, rising, of `@`, of a `:` before `//`, and of digit runs worth a look: four digits in the 28 bytes from
/// there, or a capital or colon beside the run. The byte 0xEF, which starts every full-width digit, counts as a digit.
///
/// Looks at text[from..<length], writes at most `capacity` (at least 64) positions and stores in `next` where to go
/// on; `next == length` means done. Reads nothing outside text[0..<length].
size_t sl_candidates(const uint8_t *text, size_t length, size_t from, uint32_t *hits, size_t capacity, size_t *next);

/// The same by one implementation, for tests: 0 portable, 1 AVX2. Returns SIZE_MAX where the machine lacks it.
size_t sl_candidates_by(int implementation, const uint8_t *text, size_t length, size_t from, uint32_t *hits,
                        size_t capacity, size_t *next);
