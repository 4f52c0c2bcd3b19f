#pragma once
#include <stddef.h>
#include <stdint.h>

/// The sponge of FIPS 202 while it is absorbing or squeezed.
typedef struct {
  uint64_t lanes[25];
  size_t rate;
  size_t position;
} sl_keccak;

/// A sponge that absorbs `rate` bytes at a time.
void sl_keccak_start(sl_keccak *sponge, size_t rate);
void sl_keccak_absorb(sl_keccak *sponge, const uint8_t *bytes, size_t count);
/// Ends the message; `domain` is 0x06 for SHA-3 and 0x1f for SHAKE.
void sl_keccak_finish(sl_keccak *sponge, uint8_t domain);
void sl_keccak_squeeze(sl_keccak *sponge, uint8_t *bytes, size_t count);
/// Overwrites what the sponge has seen.
void sl_keccak_wipe(sl_keccak *sponge);

/// SHA3-256 of one message.
void sl_sha3_256(const uint8_t *bytes, size_t count, uint8_t digest[32]);
/// `size` bytes of SHAKE256 of one message.
void sl_shake256(const uint8_t *bytes, size_t count, uint8_t *output, size_t size);
