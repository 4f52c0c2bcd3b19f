// ISA-L's inflate behind a pointer: its state holds arrays too large for Swift to import.
#pragma once
#include <isa-l/igzip_lib.h>
#include <stdlib.h>

typedef struct sl_inflate sl_inflate;

/// State for one gzip member after the other; NULL without memory. Header, CRC-32 and size are checked.
static inline sl_inflate *sl_inflate_create(void) {
  struct inflate_state *state = (struct inflate_state *)malloc(sizeof *state);
  if (state) {
    isal_inflate_init(state);
    state->crc_flag = ISAL_GZIP;
  }
  return (sl_inflate *)state;
}

static inline void sl_inflate_destroy(sl_inflate *inflate) { free(inflate); }

/// Makes ready for the next member.
static inline void sl_inflate_reset(sl_inflate *inflate) {
  struct inflate_state *state = (struct inflate_state *)inflate;
  isal_inflate_reset(state);
  state->crc_flag = ISAL_GZIP;
}

/// Decodes; moves input and output past what was used. Returns 1 at the end of a member, 0 before, or the
/// library's negative error.
static inline int sl_inflate_step(
    sl_inflate *inflate, uint8_t **input, size_t *input_length, uint8_t **output, size_t *output_length) {
  struct inflate_state *state = (struct inflate_state *)inflate;
  uint32_t most = 1u << 30;
  uint32_t input_given = *input_length < most ? (uint32_t)*input_length : most;
  uint32_t output_given = *output_length < most ? (uint32_t)*output_length : most;
  state->next_in = *input;
  state->avail_in = input_given;
  state->next_out = *output;
  state->avail_out = output_given;
  int result = isal_inflate(state);
  *input_length -= input_given - state->avail_in;
  *output_length -= output_given - state->avail_out;
  *input = state->next_in;
  *output = state->next_out;
  if (result < 0 || result == ISAL_NEED_DICT) return result < 0 ? result : ISAL_UNSUPPORTED_METHOD;
  return state->block_state == ISAL_BLOCK_FINISH ? 1 : 0;
}
