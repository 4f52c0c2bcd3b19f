// One pass over UTF-8 text for the counts that quality measures are made of.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Counts of one text. The last three are zero unless the caller asks for classes.
typedef struct {
  uint64_t scalars;
  /// Maximal runs of scalars without the White_Space property.
  uint64_t words;
  uint64_t word_scalars;
  uint64_t line_feeds;
  uint64_t letters;
  uint64_t capitals;
  uint64_t digits;
} sl_text_counts;

/// Classes of all Unicode scalars in two levels: `classes[pages[scalar >> 8] << 8 | (scalar & 255)]`.
typedef struct {
  const uint16_t *pages;
  const uint8_t *classes;
} sl_text_classes;

enum { SL_CLASS_LETTER = 1, SL_CLASS_DIGIT = 2, SL_CLASS_CAPITAL = 4 };

/// Counts a text with the fastest kernel of this processor. `classes` is null where they are not wanted.
/// Ill-formed UTF-8 gives some counts, but nothing outside the text is read.
void sl_text_count(const uint8_t *text, size_t length, const sl_text_classes *classes, sl_text_counts *counts);

/// The same, one scalar at a time: the reference for the kernels above.
void sl_text_count_scalar(
    const uint8_t *text, size_t length, const sl_text_classes *classes, sl_text_counts *counts);
