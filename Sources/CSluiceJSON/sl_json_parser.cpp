#include "sl_json_parser.hpp"

#include <algorithm>

#include "sl_json_text.hpp"

using namespace sluice;

static constexpr size_t max_depth = 1024;

void column::close_row(size_t rows) {
  if (is_text()) {
    offsets.push_back(static_cast<uint32_t>(text.count));
  } else if (values.size() == rows) {
    values.push_back(0);
  }
  if (valid.size() == rows) {
    valid.push_back(0);
    nulls++;
  }
}

void column::drop_row(size_t rows) {
  text.count = offsets[std::min(rows, offsets.size() - 1)];
  if (is_text()) offsets.resize(rows + 1);
  if (values.size() > rows) values.resize(rows);
  if (valid.size() > rows) valid.resize(rows);
}

sl_json_result sl_json_parser::add(const uint8_t *bytes, size_t size, sl_json_fault &fault) {
  record = bytes;
  length = size;
  next = 0;
  field_result = SL_JSON_GOOD;
  for (auto &node : nodes) node.seen = false;
  fault = {-1, -1};
  sl_json_result result = tokenize();
  if (result == SL_JSON_GOOD) {
    result = at('{') ? object(0) : SL_JSON_MALFORMED;
    if (result == SL_JSON_GOOD && next != count) result = SL_JSON_MALFORMED;
    if (result == SL_JSON_MALFORMED) fault.offset = next < count ? static_cast<int64_t>(index[next]) : -1;
    if (result == SL_JSON_GOOD && field_result != SL_JSON_GOOD) {
      result = field_result;
      fault = field_fault;
    }
    if (result == SL_JSON_GOOD) result = missing(fault);
  }
  if (result != SL_JSON_GOOD) {
    for (auto &column : columns) column.drop_row(rows);
    return result;
  }
  for (auto &column : columns) column.close_row(rows);
  rows++;
  return SL_JSON_GOOD;
}

sl_json_result sl_json_parser::tokenize() {
  if (!tokens || token_capacity < length) {
    size_t wanted = std::max<size_t>(std::max(length, 2 * token_capacity), 1 << 16);
    tokens.reset();
    token_capacity = 0;
    const simdjson::implementation *implementation = simdjson::get_active_implementation();
    if (implementation->create_dom_parser_implementation(wanted, max_depth, tokens)) return SL_JSON_NO_MEMORY;
    token_capacity = wanted;
  }
  switch (tokens->stage1(record, length, simdjson::stage1_mode::regular)) {
    case simdjson::SUCCESS: break;
    case simdjson::UTF8_ERROR: return SL_JSON_INVALID_UTF8;
    case simdjson::MEMALLOC: return SL_JSON_NO_MEMORY;
    default: return SL_JSON_MALFORMED;
  }
  index = tokens->structural_indexes.get();
  count = tokens->n_structural_indexes;
  return SL_JSON_GOOD;
}

/// Where the token ends, blanks after it set aside.
const uint8_t *sl_json_parser::end(size_t token) const {
  const uint8_t *end = record + (token + 1 < count ? index[token + 1] : length);
  while (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\n' || end[-1] == '\r') end--;
  return end;
}

void sl_json_parser::note(sl_json_result result, int field, size_t token) {
  if (field_result != SL_JSON_GOOD) return;
  field_result = result;
  field_fault = {field, static_cast<int64_t>(index[token])};
}

/// The object at `next`, whose keys are looked for below `node`.
sl_json_result sl_json_parser::object(int node) {
  next++;
  if (at('}')) {
    next++;
    return SL_JSON_GOOD;
  }
  while (true) {
    sl_json_result result = member(node);
    if (result != SL_JSON_GOOD) return result;
    if (at('}')) break;
    if (!at(',')) return SL_JSON_MALFORMED;
    next++;
  }
  next++;
  return SL_JSON_GOOD;
}

sl_json_result sl_json_parser::member(int node) {
  if (!at('"') || next + 2 >= count) return SL_JSON_MALFORMED;
  size_t token = next;
  const uint8_t *key = start(token) + 1;
  const uint8_t *key_end = end(token) - 1;
  if (key_end < key || *key_end != '"' || check_escapes(key, key_end) == text_result::bad_escape) {
    return SL_JSON_MALFORMED;
  }
  next++;
  if (!at(':')) return SL_JSON_MALFORMED;
  next++;
  int found = child(node, key, key_end);
  if (found < 0) return skip();
  if (nodes[found].seen) {
    note(SL_JSON_DUPLICATE_KEY, nodes[found].field, token);
    return skip();
  }
  nodes[found].seen = true;
  return value(found);
}

/// The child of `node` called by the key, -1 if there is none.
int sl_json_parser::child(int node, const uint8_t *key, const uint8_t *key_end) {
  size_t size = static_cast<size_t>(key_end - key);
  if (std::memchr(key, '\\', size)) {
    scratch.count = 0;
    if (!scratch.reserve(size + 16)) return -1;
    uint8_t *out = scratch.bytes.get();
    if (unescape(key, key_end, out) != text_result::good) return -1;
    key = scratch.bytes.get();
    size = static_cast<size_t>(out - key);
  }
  for (int candidate : nodes[node].children) {
    const std::string &name = nodes[candidate].key;
    if (name.size() == size && std::memcmp(name.data(), key, size) == 0) return candidate;
  }
  return -1;
}

/// The value at `next`, which `node` leads to.
sl_json_result sl_json_parser::value(int node) {
  if (next >= count) return SL_JSON_MALFORMED;
  size_t token = next;
  int field = nodes[node].field;
  if (field < 0 && at('{')) return object(node);
  sl_json_result result = skip();
  if (result != SL_JSON_GOOD) return result;
  if (*start(token) == 'n') {
    if (field >= 0 && !columns[field].is_optional) note(SL_JSON_NULL_FIELD, field, token);
    return SL_JSON_GOOD;
  }
  if (field >= 0) return take(field, token);
  for (int below = node; field < 0;) {
    below = nodes[below].children.front();
    field = nodes[below].field;
  }
  note(SL_JSON_WRONG_TYPE, field, token);
  return SL_JSON_GOOD;
}

/// Puts the valid value at `token` into the row of `field`, or notes why it cannot be.
sl_json_result sl_json_parser::take(int field, size_t token) {
  column &column = columns[field];
  const uint8_t *begin = start(token);
  const uint8_t *stop = end(token);
  bool is_number = *begin == '-' || (*begin >= '0' && *begin <= '9');
  int64_t value = 0;
  switch (column.type) {
    case SL_JSON_STRING:
    case SL_JSON_DATE:
    case SL_JSON_TIMESTAMP:
      return take_text(column, field, token);
    case SL_JSON_BOOLEAN:
      if (*begin != 't' && *begin != 'f') {
        note(SL_JSON_WRONG_TYPE, field, token);
        return SL_JSON_GOOD;
      }
      value = *begin == 't';
      break;
    case SL_JSON_INTEGER:
      if (!is_number || number_grammar(begin, stop, false) != number_kind::integer) {
        note(SL_JSON_WRONG_TYPE, field, token);
        return SL_JSON_GOOD;
      }
      if (!read_integer(begin, stop, value)) note(SL_JSON_OUT_OF_RANGE, field, token);
      break;
    case SL_JSON_NUMBER: {
      if (!is_number) {
        note(SL_JSON_WRONG_TYPE, field, token);
        return SL_JSON_GOOD;
      }
      double number = 0;
      if (!read_double(begin, stop, number)) note(SL_JSON_OUT_OF_RANGE, field, token);
      std::memcpy(&value, &number, sizeof value);
      break;
    }
  }
  column.values.push_back(value);
  column.valid.push_back(1);
  return SL_JSON_GOOD;
}

sl_json_result sl_json_parser::take_text(column &column, int field, size_t token) {
  if (*start(token) != '"') {
    note(SL_JSON_WRONG_TYPE, field, token);
    return SL_JSON_GOOD;
  }
  const uint8_t *begin = start(token) + 1;
  const uint8_t *stop = end(token) - 1;
  byte_buffer &buffer = column.is_text() ? column.text : scratch;
  if (!column.is_text()) scratch.count = 0;
  if (!buffer.reserve(static_cast<size_t>(stop - begin) + 16)) return SL_JSON_NO_MEMORY;
  uint8_t *out = buffer.bytes.get() + buffer.count;
  if (unescape(begin, stop, out) != text_result::good) {
    note(SL_JSON_INVALID_UTF8, field, token);
    return SL_JSON_GOOD;
  }
  size_t end_count = static_cast<size_t>(out - buffer.bytes.get());
  if (column.is_text()) {
    buffer.count = end_count;
  } else {
    int64_t value = 0;
    if (!temporal(buffer.bytes.get(), end_count, column.type, &value)) {
      note(SL_JSON_WRONG_TYPE, field, token);
      return SL_JSON_GOOD;
    }
    column.values.push_back(value);
  }
  column.valid.push_back(1);
  return SL_JSON_GOOD;
}

/// Passes over the value at `next`, all of whose grammar is checked.
sl_json_result sl_json_parser::skip() {
  // One bit a level: 1 for an object, 0 for an array.
  uint64_t levels[max_depth / 64] = {};
  size_t depth = 0;
  while (true) {
    if (next >= count) return SL_JSON_MALFORMED;
    uint8_t first = *start(next);
    if (first == '{' || first == '[') {
      if (depth == max_depth) return SL_JSON_MALFORMED;
      bool is_object = first == '{';
      uint64_t bit = uint64_t{1} << (depth & 63);
      levels[depth >> 6] = is_object ? levels[depth >> 6] | bit : levels[depth >> 6] & ~bit;
      depth++;
      next++;
      if (!at(is_object ? '}' : ']')) {
        if (is_object) {
          if (!at('"') || scalar(next) != SL_JSON_GOOD) return SL_JSON_MALFORMED;
          next++;
          if (!at(':')) return SL_JSON_MALFORMED;
          next++;
        }
        continue;
      }
    } else {
      sl_json_result result = scalar(next);
      if (result != SL_JSON_GOOD) return result;
      next++;
      if (depth == 0) return SL_JSON_GOOD;
    }
    // A value has just ended inside a container, or an empty container is about to.
    while (true) {
      bool is_object = levels[(depth - 1) >> 6] >> ((depth - 1) & 63) & 1;
      if (at(is_object ? '}' : ']')) {
        next++;
        if (--depth == 0) return SL_JSON_GOOD;
        continue;
      }
      if (!at(',')) return SL_JSON_MALFORMED;
      next++;
      if (is_object) {
        if (!at('"') || scalar(next) != SL_JSON_GOOD) return SL_JSON_MALFORMED;
        next++;
        if (!at(':')) return SL_JSON_MALFORMED;
        next++;
      }
      break;
    }
  }
}

/// Checks a token that is no bracket.
sl_json_result sl_json_parser::scalar(size_t token) const {
  const uint8_t *begin = start(token);
  const uint8_t *stop = end(token);
  size_t size = static_cast<size_t>(stop - begin);
  bool good;
  switch (*begin) {
    case '"':
      good = size >= 2 && stop[-1] == '"' && check_escapes(begin + 1, stop - 1) != text_result::bad_escape;
      break;
    case 't': good = size == 4 && std::memcmp(begin, "true", 4) == 0; break;
    case 'f': good = size == 5 && std::memcmp(begin, "false", 5) == 0; break;
    case 'n': good = size == 4 && std::memcmp(begin, "null", 4) == 0; break;
    default: good = number_grammar(begin, stop, false) != number_kind::none;
  }
  return good ? SL_JSON_GOOD : SL_JSON_MALFORMED;
}

sl_json_result sl_json_parser::missing(sl_json_fault &fault) const {
  for (size_t field = 0; field < columns.size(); field++) {
    const column &column = columns[field];
    if (column.is_optional || column.valid.size() > rows) continue;
    fault = {static_cast<int32_t>(field), -1};
    return SL_JSON_MISSING_FIELD;
  }
  return SL_JSON_GOOD;
}
