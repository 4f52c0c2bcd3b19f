// The parser behind sl_json.h.
#pragma once
#include <simdjson.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "sl_json.h"

namespace sluice {

/// A key on the way to declared fields.
struct node {
  std::string key;
  std::vector<int> children;
  int field = -1;
  bool seen = false;
};

/// Bytes that grow without being cleared first.
struct byte_buffer {
  std::unique_ptr<uint8_t[]> bytes;
  size_t count = 0;
  size_t capacity = 0;

  /// Room for `more` bytes behind the content; false without memory.
  bool reserve(size_t more) {
    if (capacity - count >= more) return true;
    size_t wanted = std::max(count + more, 2 * capacity);
    std::unique_ptr<uint8_t[]> moved(new (std::nothrow) uint8_t[wanted]);
    if (!moved) return false;
    if (count) std::memcpy(moved.get(), bytes.get(), count);
    bytes = std::move(moved);
    capacity = wanted;
    return true;
  }
};

/// The values of one declared field.
struct column {
  sl_json_type type;
  bool is_optional;
  byte_buffer text;
  std::vector<uint32_t> offsets{0};
  std::vector<int64_t> values;
  std::vector<uint8_t> valid;
  size_t nulls = 0;

  bool is_text() const { return type == SL_JSON_STRING; }

  void clear() {
    text.count = 0;
    offsets.resize(1);
    values.clear();
    valid.clear();
    nulls = 0;
  }

  /// Closes row `rows`, which has a value if one was put.
  void close_row(size_t rows);

  /// Drops what was put for row `rows`.
  void drop_row(size_t rows);
};

}  // namespace sluice

struct sl_json_parser {
  explicit sl_json_parser(sl_json_temporal temporal) : temporal(temporal) { nodes.emplace_back(); }

  sl_json_temporal temporal;
  std::vector<sluice::node> nodes;
  std::vector<sluice::column> columns;
  size_t rows = 0;

  /// Adds a record as a row or drops what was put of it.
  sl_json_result add(const uint8_t *record, size_t length, sl_json_fault &fault);

 private:
  std::unique_ptr<simdjson::internal::dom_parser_implementation> tokens;
  size_t token_capacity = 0;
  sluice::byte_buffer scratch;

  // The record at hand.
  const uint8_t *record = nullptr;
  size_t length = 0;
  const uint32_t *index = nullptr;
  size_t count = 0;
  size_t next = 0;
  sl_json_result field_result = SL_JSON_GOOD;
  sl_json_fault field_fault{};

  sl_json_result tokenize();
  sl_json_result object(int node);
  sl_json_result member(int node);
  sl_json_result value(int node);
  sl_json_result take(int field, size_t token);
  sl_json_result take_text(sluice::column &column, int field, size_t token);
  sl_json_result skip();
  sl_json_result scalar(size_t token) const;
  sl_json_result missing(sl_json_fault &fault) const;

  const uint8_t *start(size_t token) const { return record + index[token]; }
  const uint8_t *end(size_t token) const;
  bool at(char byte) const { return next < count && *start(next) == static_cast<uint8_t>(byte); }
  int child(int node, const uint8_t *key, const uint8_t *key_end);
  void note(sl_json_result result, int field, size_t token);
};
