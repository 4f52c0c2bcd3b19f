// The content of JSON strings and numbers, once their bounds are known.
#pragma once
#include <cstddef>
#include <cstdint>

namespace sluice {

/// What a string's content turned out to be.
enum class text_result { good, bad_escape, lone_surrogate };

/// Copies [begin, end) to `out`, escapes resolved, and moves `out` behind the copy. 16 bytes after `end` must
/// be readable and `out` must have room for 16 bytes more than the content.
text_result unescape(const uint8_t *begin, const uint8_t *end, uint8_t *&out);

/// The same without a copy.
text_result check_escapes(const uint8_t *begin, const uint8_t *end);

/// Kinds of number, by how they are written.
enum class number_kind { none, integer, real };

/// Tells whether [begin, end) is a number of RFC 8259 §6; `leading_zeros` allows them.
number_kind number_grammar(const uint8_t *begin, const uint8_t *end, bool leading_zeros);

/// The value of an integer in the grammar; false if it does not fit.
bool read_integer(const uint8_t *begin, const uint8_t *end, int64_t &value);

/// The double nearest to a number in the grammar; false if it is too large.
bool read_double(const uint8_t *begin, const uint8_t *end, double &value);

}  // namespace sluice
