#include "sl_keccak.h"

#include <string.h>

// Keccak-f[1600] as FIPS 202 §3 defines it.

static const uint64_t round_constants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,};

static uint64_t rotated(uint64_t value, unsigned count) { return value << count | value >> (64 - count); }

static void permute(uint64_t lanes[25]) {
  static const uint8_t rotations[24] = {1,  3,  6,  10, 15, 21, 28, 36, 45, 55, 2,  14,
                                        27, 41, 56, 8,  25, 43, 62, 18, 39, 61, 20, 44};
  static const uint8_t places[24] = {10, 7,  11, 17, 18, 3, 5,  16, 8,  21, 24, 4,
                                     15, 23, 19, 13, 12, 2, 20, 14, 22, 9,  6,  1};
  for (int round = 0; round < 24; round++) {
    uint64_t columns[5];
    for (int x = 0; x < 5; x++)
      columns[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
    for (int x = 0; x < 5; x++) {
      uint64_t parity = columns[(x + 4) % 5] ^ rotated(columns[(x + 1) % 5], 1);
      for (int y = 0; y < 25; y += 5) lanes[x + y] ^= parity;
    }
    uint64_t moving = lanes[1];
    for (int step = 0; step < 24; step++) {
      uint64_t next = lanes[places[step]];
      lanes[places[step]] = rotated(moving, rotations[step]);
      moving = next;
    }
    for (int y = 0; y < 25; y += 5) {
      uint64_t row[5];
      memcpy(row, lanes + y, sizeof row);
      for (int x = 0; x < 5; x++) lanes[x + y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
    lanes[0] ^= round_constants[round];
  }
}

static void mix(sl_keccak *sponge, size_t position, uint8_t byte) {
  sponge->lanes[position / 8] ^= (uint64_t)byte << (8 * (position % 8));
}

void sl_keccak_start(sl_keccak *sponge, size_t rate) {
  memset(sponge, 0, sizeof *sponge);
  sponge->rate = rate;
}

void sl_keccak_absorb(sl_keccak *sponge, const uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    mix(sponge, sponge->position, bytes[i]);
    if (++sponge->position == sponge->rate) {
      permute(sponge->lanes);
      sponge->position = 0;
    }
  }
}

void sl_keccak_finish(sl_keccak *sponge, uint8_t domain) {
  mix(sponge, sponge->position, domain);
  mix(sponge, sponge->rate - 1, 0x80);
  permute(sponge->lanes);
  sponge->position = 0;
}

void sl_keccak_squeeze(sl_keccak *sponge, uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (sponge->position == sponge->rate) {
      permute(sponge->lanes);
      sponge->position = 0;
    }
    bytes[i] = (uint8_t)(sponge->lanes[sponge->position / 8] >> (8 * (sponge->position % 8)));
    sponge->position++;
  }
}

void sl_keccak_wipe(sl_keccak *sponge) {
  volatile uint64_t *lanes = sponge->lanes;
  for (int i = 0; i < 25; i++) lanes[i] = 0;
}

static void digest(size_t rate, uint8_t domain, const uint8_t *bytes, size_t count, uint8_t *output,
                   size_t size) {
  sl_keccak sponge;
  sl_keccak_start(&sponge, rate);
  sl_keccak_absorb(&sponge, bytes, count);
  sl_keccak_finish(&sponge, domain);
  sl_keccak_squeeze(&sponge, output, size);
  sl_keccak_wipe(&sponge);
}

void sl_sha3_256(const uint8_t *bytes, size_t count, uint8_t output[32]) {
  digest(136, 0x06, bytes, count, output, 32);
}

void sl_shake256(const uint8_t *bytes, size_t count, uint8_t *output, size_t size) {
  digest(136, 0x1f, bytes, count, output, size);
}
