#include "sl_json.h"

#include <new>

#include "sl_json_parser.hpp"
#include "sl_json_text.hpp"

using namespace sluice;

sl_json_parser *sl_json_create(sl_json_temporal temporal) {
  return new (std::nothrow) sl_json_parser(temporal);
}

void sl_json_destroy(sl_json_parser *parser) { delete parser; }

int sl_json_add_node(
    sl_json_parser *parser, const uint8_t *key, size_t length, int parent, int field, sl_json_type type,
    int is_optional) {
  try {
    int number = static_cast<int>(parser->nodes.size());
    node added;
    added.key.assign(reinterpret_cast<const char *>(key), length);
    added.field = field;
    parser->nodes.push_back(std::move(added));
    parser->nodes[static_cast<size_t>(parent)].children.push_back(number);
    if (field < 0) return 1;
    size_t position = static_cast<size_t>(field);
    if (parser->columns.size() <= position) parser->columns.resize(position + 1);
    parser->columns[position].type = type;
    parser->columns[position].is_optional = is_optional != 0;
    return 1;
  } catch (const std::bad_alloc &) {
    return 0;
  }
}

void sl_json_clear(sl_json_parser *parser) {
  for (auto &column : parser->columns) column.clear();
  parser->rows = 0;
}

sl_json_result sl_json_add(
    sl_json_parser *parser, const uint8_t *record, size_t length, sl_json_fault *fault) {
  try {
    return parser->add(record, length, *fault);
  } catch (const std::bad_alloc &) {
    for (auto &column : parser->columns) column.drop_row(parser->rows);
    return SL_JSON_NO_MEMORY;
  }
}

size_t sl_json_rows(const sl_json_parser *parser) { return parser->rows; }

sl_json_column sl_json_get_column(const sl_json_parser *parser, int field) {
  const column &column = parser->columns[static_cast<size_t>(field)];
  return {
      column.text.bytes.get(), column.offsets.data(), column.values.data(), column.valid.data(),
      column.nulls};
}

sl_json_result sl_json_read_number(const uint8_t *text, size_t length, double *value) {
  if (number_grammar(text, text + length, true) == number_kind::none) return SL_JSON_WRONG_TYPE;
  return read_double(text, text + length, *value) ? SL_JSON_GOOD : SL_JSON_OUT_OF_RANGE;
}
