// ISA-L's inflate behind a pointer: its state holds arrays too large for Swift to import.
#pragma once
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef struct sl_inflate sl_inflate;

/// Makes ready for the deflate data of a gzip member and the CRC-32 and size behind it. Its header is read by
/// the caller: ISA-L 2.30 reads past its input when optional fields of a header arrive in pieces.
static inline void sl_inflate_reset(sl_inflate *inflate) {
  struct inflate_state *state = (struct inflate_state *)inflate;
  memset(
      &state->block_state, 0,
      offsetof(struct inflate_state, tmp_in_buffer) - offsetof(struct inflate_state, block_state));
  isal_inflate_init(state);
  state->crc_flag = ISAL_GZIP_NO_HDR_VER;
}

/// State for one gzip member after the other; NULL without memory.
static inline sl_inflate *sl_inflate_create(void) {
  return (sl_inflate *)malloc(sizeof(struct inflate_state));
}

static inline void sl_inflate_destroy(sl_inflate *inflate) { free(inflate); }

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

/// CRC-32 of RFC 1952.
static inline uint32_t sl_inflate_crc32(const uint8_t *bytes, size_t length) {
  return crc32_gzip_refl(0, bytes, length);
}
