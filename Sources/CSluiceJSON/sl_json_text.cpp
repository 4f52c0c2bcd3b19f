#include "sl_json_text.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <string>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace sluice {

/// The number of bytes before the first backslash among the 16 from here, 16 if there is none.
static inline unsigned before_backslash(const uint8_t *from) {
#if defined(__SSE2__)
  __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from));
  unsigned mask = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8('\\'))));
  return mask ? static_cast<unsigned>(__builtin_ctz(mask)) : 16;
#else
  const void *found = std::memchr(from, '\\', 16);
  return found ? static_cast<unsigned>(static_cast<const uint8_t *>(found) - from) : 16;
#endif
}

/// Copies 16 bytes, and says how many of them stand before the first backslash.
static inline unsigned copy16(const uint8_t *from, uint8_t *to) {
  std::memcpy(to, from, 16);
  return before_backslash(from);
}

static inline int hex_digit(uint8_t byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  uint8_t lower = byte | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The four digits at `at`, or -1.
static int32_t hex4(const uint8_t *at, const uint8_t *end) {
  if (end - at < 4) return -1;
  int32_t value = 0;
  for (int i = 0; i < 4; i++) {
    int digit = hex_digit(at[i]);
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

static void put_utf8(uint32_t scalar, uint8_t *&out) {
  if (scalar < 0x80) {
    *out++ = static_cast<uint8_t>(scalar);
  } else if (scalar < 0x800) {
    *out++ = static_cast<uint8_t>(0xC0 | scalar >> 6);
    *out++ = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
  } else if (scalar < 0x10000) {
    *out++ = static_cast<uint8_t>(0xE0 | scalar >> 12);
    *out++ = static_cast<uint8_t>(0x80 | (scalar >> 6 & 0x3F));
    *out++ = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
  } else {
    *out++ = static_cast<uint8_t>(0xF0 | scalar >> 18);
    *out++ = static_cast<uint8_t>(0x80 | (scalar >> 12 & 0x3F));
    *out++ = static_cast<uint8_t>(0x80 | (scalar >> 6 & 0x3F));
    *out++ = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
  }
}

/// What a letter behind a backslash stands for, 0 where it is no escape of one letter.
struct escape_values {
  uint8_t of[256] = {};
  constexpr escape_values() {
    const char letters[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    for (size_t index = 0; index + 1 < sizeof letters; index++)
      of[static_cast<uint8_t>(letters[index])] = static_cast<uint8_t>(values[index]);
  }
};
static constexpr escape_values values;

/// Resolves the escape at `at`, a backslash, and moves behind it.
static text_result escape(const uint8_t *&at, const uint8_t *end, uint8_t *&out) {
  if (end - at < 2) return text_result::bad_escape;
  uint8_t letter = at[1];
  if (letter != 'u') {
    uint8_t value = values.of[letter];
    if (!value) return text_result::bad_escape;
    *out++ = value;
    at += 2;
    return text_result::good;
  }
  int32_t unit = hex4(at + 2, end);
  if (unit < 0) return text_result::bad_escape;
  at += 6;
  uint32_t scalar = static_cast<uint32_t>(unit);
  if (unit >= 0xDC00 && unit < 0xE000) return text_result::lone_surrogate;
  if (unit >= 0xD800 && unit < 0xDC00) {
    int32_t low = end - at >= 6 && at[0] == '\\' && at[1] == 'u' ? hex4(at + 2, end) : -1;
    if (low < 0xDC00 || low >= 0xE000) return text_result::lone_surrogate;
    scalar = 0x10000 + ((scalar - 0xD800) << 10) + (static_cast<uint32_t>(low) - 0xDC00);
    at += 6;
  }
  put_utf8(scalar, out);
  return text_result::good;
}

text_result unescape(const uint8_t *begin, const uint8_t *end, uint8_t *&out) {
  while (begin < end) {
    unsigned plain = copy16(begin, out);
    if (begin + plain >= end) {
      out += end - begin;
      return text_result::good;
    }
    begin += plain;
    out += plain;
    if (plain == 16) continue;
    if (uint8_t value = end - begin >= 2 ? values.of[begin[1]] : 0) {
      *out++ = value;
      begin += 2;
      continue;
    }
    text_result result = escape(begin, end, out);
    if (result != text_result::good) return result;
  }
  return text_result::good;
}

text_result check_escapes(const uint8_t *begin, const uint8_t *end) {
  while (begin < end) {
    begin += before_backslash(begin);
    if (begin >= end) break;
    if (*begin != '\\') continue;
    if (end - begin >= 2 && values.of[begin[1]]) {
      begin += 2;
      continue;
    }
    uint8_t scratch[4];
    uint8_t *out = scratch;
    text_result result = escape(begin, end, out);
    if (result != text_result::good) return result;
  }
  return text_result::good;
}

static inline bool is_digit(const uint8_t *at, const uint8_t *end) {
  return at < end && *at >= '0' && *at <= '9';
}

number_kind number_grammar(const uint8_t *at, const uint8_t *end, bool leading_zeros) {
  number_kind kind = number_kind::integer;
  if (at < end && *at == '-') at++;
  if (!is_digit(at, end)) return number_kind::none;
  if (*at == '0' && !leading_zeros) {
    at++;
  } else {
    while (is_digit(at, end)) at++;
  }
  if (at < end && *at == '.') {
    kind = number_kind::real;
    at++;
    if (!is_digit(at, end)) return number_kind::none;
    while (is_digit(at, end)) at++;
  }
  if (at < end && (*at | 0x20) == 'e') {
    kind = number_kind::real;
    at++;
    if (at < end && (*at == '+' || *at == '-')) at++;
    if (!is_digit(at, end)) return number_kind::none;
    while (is_digit(at, end)) at++;
  }
  return at == end ? kind : number_kind::none;
}

bool read_integer(const uint8_t *begin, const uint8_t *end, int64_t &value) {
  const char *first = reinterpret_cast<const char *>(begin);
  const char *last = reinterpret_cast<const char *>(end);
  auto result = std::from_chars(first, last, value);
  return result.ec == std::errc();
}

bool read_double(const uint8_t *begin, const uint8_t *end, double &value) {
  const char *first = reinterpret_cast<const char *>(begin);
  const char *last = reinterpret_cast<const char *>(end);
  auto result = std::from_chars(first, last, value);
  if (result.ec == std::errc()) return true;
  // Out of range may also mean too small, which strtod rounds to zero or to a subnormal number.
  value = std::strtod(std::string(first, last).c_str(), nullptr);
  return std::isfinite(value);
}

}  // namespace sluice
