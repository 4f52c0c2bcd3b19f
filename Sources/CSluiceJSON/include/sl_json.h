// Declared fields of JSON records straight into columns: no tree, no object for a record.
//
// simdjson finds the tokens of a record and validates its UTF-8 (its first stage, with the widest vectors the
// processor has); the walk over the tokens is strict RFC 8259 for the whole record, values nobody asked for
// included. One parser serves one thread at a time.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sl_json_parser sl_json_parser;

typedef enum {
  SL_JSON_STRING = 0,
  SL_JSON_INTEGER = 1,
  SL_JSON_NUMBER = 2,
  SL_JSON_BOOLEAN = 3,
  SL_JSON_DATE = 4,
  SL_JSON_TIMESTAMP = 5,
} sl_json_type;

typedef enum {
  SL_JSON_GOOD = 0,
  SL_JSON_MALFORMED = 1,
  SL_JSON_INVALID_UTF8 = 2,
  SL_JSON_MISSING_FIELD = 3,
  SL_JSON_NULL_FIELD = 4,
  SL_JSON_WRONG_TYPE = 5,
  SL_JSON_OUT_OF_RANGE = 6,
  SL_JSON_DUPLICATE_KEY = 7,
  SL_JSON_NO_MEMORY = 8,
} sl_json_result;

/// Why a record was not taken.
typedef struct {
  /// Declared field at fault, -1 if none.
  int32_t field;
  /// Offset in the record of what is at fault, -1 if unknown.
  int64_t offset;
} sl_json_fault;

/// Reads a date (days) or timestamp (microseconds) from text; returns 0 if it is none.
typedef int (*sl_json_temporal)(const uint8_t *text, size_t length, int type, int64_t *value);

/// A column as it grows; the arrays belong to the parser and move when records are added.
typedef struct {
  /// Text: bytes back to back and one more offset than rows.
  const uint8_t *bytes;
  const uint32_t *offsets;
  /// Integers, booleans, dates and timestamps; for numbers the bit patterns of doubles.
  const int64_t *values;
  /// 1 for each row with a value.
  const uint8_t *valid;
  size_t nulls;
} sl_json_column;

/// A parser without fields; NULL without memory.
sl_json_parser *sl_json_create(sl_json_temporal temporal);
void sl_json_destroy(sl_json_parser *parser);

/// Adds a key below node `parent`; node 0 is the record. Nodes are numbered in order, from 1. With field -1
/// the key leads to an object; fields are numbered in order from 0. Returns 0 without memory.
int sl_json_add_node(
    sl_json_parser *parser, const uint8_t *key, size_t length, int parent, int field, sl_json_type type,
    int is_optional);

/// Empties the columns.
void sl_json_clear(sl_json_parser *parser);

/// Adds a record as a row, or leaves all columns as they were and tells why. 64 bytes after the record must
/// be readable, whatever they are.
sl_json_result sl_json_add(
    sl_json_parser *parser, const uint8_t *record, size_t length, sl_json_fault *fault);

/// Number of rows.
size_t sl_json_rows(const sl_json_parser *parser);

/// A column; valid until the parser is used again.
sl_json_column sl_json_get_column(const sl_json_parser *parser, int field);

/// A decimal number in the grammar of JSON, all of the text; a leading zero is allowed here. Returns
/// SL_JSON_GOOD, SL_JSON_WRONG_TYPE for any other text, SL_JSON_OUT_OF_RANGE.
sl_json_result sl_json_read_number(const uint8_t *text, size_t length, double *value);

#ifdef __cplusplus
}
#endif
