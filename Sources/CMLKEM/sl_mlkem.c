#include "sl_mlkem.h"

#include <string.h>

#include "sl_keccak.h"

// Names follow FIPS 203. Coefficients are always below q.

enum { N = 256, K = 3, Q = 3329, POLYNOMIAL = 384 };

typedef struct {
  uint16_t at[N];
} polynomial;

typedef struct {
  polynomial at[K];
} vector;

/// 17 to the power of the reversed seven bits of the index, modulo q (appendix A).
static const uint16_t zetas[128] = {
    1, 1729, 2580, 3289, 2642, 630, 1897, 848, 1062, 1919, 193, 797, 2786, 3260, 569, 1746,
    296, 2447, 1339, 1476, 3046, 56, 2240, 1333, 1426, 2094, 535, 2882, 2393, 2879, 1974, 821,
    289, 331, 3253, 1756, 1197, 2304, 2277, 2055, 650, 1977, 2513, 632, 2865, 33, 1320, 1915,
    2319, 1435, 807, 452, 1438, 2868, 1534, 2402, 2647, 2617, 1481, 648, 2474, 3110, 1227, 910,
    17, 2761, 583, 2649, 1637, 723, 2288, 1100, 1409, 2662, 3281, 233, 756, 2156, 3015, 3050,
    1703, 1651, 2789, 1789, 1847, 952, 1461, 2687, 939, 2308, 2437, 2388, 733, 2337, 268, 641,
    1584, 2298, 2037, 3220, 375, 2549, 2090, 1645, 1063, 319, 2773, 757, 2099, 561, 2466, 2594,
    2804, 1092, 403, 1026, 1143, 2150, 2775, 886, 1722, 1212, 1874, 1029, 2110, 2935, 885, 2154,};

/// 17 to the power of twice the reversed seven bits of the index and one, modulo q.
static const uint16_t gammas[128] = {
    17, 3312, 2761, 568, 583, 2746, 2649, 680, 1637, 1692, 723, 2606, 2288, 1041, 1100, 2229,
    1409, 1920, 2662, 667, 3281, 48, 233, 3096, 756, 2573, 2156, 1173, 3015, 314, 3050, 279,
    1703, 1626, 1651, 1678, 2789, 540, 1789, 1540, 1847, 1482, 952, 2377, 1461, 1868, 2687, 642,
    939, 2390, 2308, 1021, 2437, 892, 2388, 941, 733, 2596, 2337, 992, 268, 3061, 641, 2688,
    1584, 1745, 2298, 1031, 2037, 1292, 3220, 109, 375, 2954, 2549, 780, 2090, 1239, 1645, 1684,
    1063, 2266, 319, 3010, 2773, 556, 757, 2572, 2099, 1230, 561, 2768, 2466, 863, 2594, 735,
    2804, 525, 1092, 2237, 403, 2926, 1026, 2303, 1143, 2186, 2150, 1179, 2775, 554, 886, 2443,
    1722, 1607, 1212, 2117, 1874, 1455, 1029, 2300, 2110, 1219, 2935, 394, 885, 2444, 2154, 1175,};

static void wipe(void *memory, size_t count) {
  for (volatile uint8_t *byte = memory; count > 0; count--) *byte++ = 0;
}

// Arithmetic modulo q. Division is a multiplication: the processor's own takes a time that tells the operands.

static uint32_t quotient(uint32_t value) { return (uint32_t)(((uint64_t)value * 20642678u) >> 36); }

/// value − q if that is not negative.
static uint16_t reduced_once(uint32_t value) {
  uint32_t difference = value - Q;
  return (uint16_t)(difference + (Q & (0u - (difference >> 31))));
}

static uint16_t reduced(uint32_t value) { return reduced_once(value - quotient(value) * Q); }
static uint16_t sum(uint16_t a, uint16_t b) { return reduced_once((uint32_t)a + b); }
static uint16_t difference(uint16_t a, uint16_t b) { return reduced_once((uint32_t)a + Q - b); }
static uint16_t product(uint16_t a, uint16_t b) { return reduced((uint32_t)a * b); }

/// round(2^bits / q · value) modulo 2^bits (4.7); exact for all value < q.
static uint16_t compressed(uint16_t value, unsigned bits) {
  uint32_t scaled = ((uint32_t)value << bits) + Q / 2;
  return (uint16_t)(((uint64_t)scaled * 20642679u) >> 36) & (uint16_t)((1u << bits) - 1);
}

/// round(q / 2^bits · value) (4.8).
static uint16_t decompressed(uint16_t value, unsigned bits) {
  return (uint16_t)(((uint32_t)value * Q + (1u << (bits - 1))) >> bits);
}

/// Algorithm 9.
static void ntt(polynomial *f) {
  int i = 1;
  for (int length = 128; length >= 2; length /= 2) {
    for (int start = 0; start < N; start += 2 * length) {
      uint16_t zeta = zetas[i++];
      for (int j = start; j < start + length; j++) {
        uint16_t t = product(zeta, f->at[j + length]);
        f->at[j + length] = difference(f->at[j], t);
        f->at[j] = sum(f->at[j], t);
      }
    }
  }
}

/// Algorithm 10.
static void inverse_ntt(polynomial *f) {
  int i = 127;
  for (int length = 2; length <= 128; length *= 2) {
    for (int start = 0; start < N; start += 2 * length) {
      uint16_t zeta = zetas[i--];
      for (int j = start; j < start + length; j++) {
        uint16_t t = f->at[j];
        f->at[j] = sum(t, f->at[j + length]);
        f->at[j + length] = product(zeta, difference(f->at[j + length], t));
      }
    }
  }
  for (int j = 0; j < N; j++) f->at[j] = product(f->at[j], 3303);
}

/// Adds the product of a and b in the domain of the transform (algorithms 11 and 12).
static void multiply_add(polynomial *result, const polynomial *a, const polynomial *b) {
  for (int i = 0; i < N / 2; i++) {
    uint16_t a0 = a->at[2 * i], a1 = a->at[2 * i + 1], b0 = b->at[2 * i], b1 = b->at[2 * i + 1];
    uint16_t low = sum(product(a0, b0), product(product(a1, b1), gammas[i]));
    uint16_t high = sum(product(a0, b1), product(a1, b0));
    result->at[2 * i] = sum(result->at[2 * i], low);
    result->at[2 * i + 1] = sum(result->at[2 * i + 1], high);
  }
}

static void add(polynomial *result, const polynomial *other) {
  for (int j = 0; j < N; j++) result->at[j] = sum(result->at[j], other->at[j]);
}

/// Algorithm 5.
static void encode(const polynomial *f, unsigned bits, uint8_t *bytes) {
  uint32_t pending = 0;
  unsigned count = 0;
  for (int j = 0; j < N; j++) {
    pending |= (uint32_t)f->at[j] << count;
    for (count += bits; count >= 8; count -= 8) {
      *bytes++ = (uint8_t)pending;
      pending >>= 8;
    }
  }
}

/// Algorithm 6, without the reduction for 12 bits.
static void decode(const uint8_t *bytes, unsigned bits, polynomial *f) {
  uint32_t pending = 0;
  unsigned count = 0;
  for (int j = 0; j < N; j++) {
    for (; count < bits; count += 8) pending |= (uint32_t)*bytes++ << count;
    f->at[j] = (uint16_t)(pending & ((1u << bits) - 1));
    pending >>= bits;
    count -= bits;
  }
}

/// Algorithm 7: a public polynomial, already transformed.
static void sample_uniform(const uint8_t rho[32], uint8_t column, uint8_t row, polynomial *f) {
  sl_keccak sponge;
  uint8_t place[2] = {column, row}, bytes[3];
  sl_keccak_start(&sponge, 168);
  sl_keccak_absorb(&sponge, rho, 32);
  sl_keccak_absorb(&sponge, place, 2);
  sl_keccak_finish(&sponge, 0x1f);
  for (int j = 0; j < N;) {
    sl_keccak_squeeze(&sponge, bytes, 3);
    uint16_t first = (uint16_t)(bytes[0] | (bytes[1] & 15) << 8);
    uint16_t second = (uint16_t)(bytes[1] >> 4 | bytes[2] << 4);
    if (first < Q) f->at[j++] = first;
    if (second < Q && j < N) f->at[j++] = second;
  }
}

/// Algorithm 8 with η = 2 on the output of the PRF: a secret polynomial of small coefficients.
static void sample_small(const uint8_t seed[32], uint8_t number, polynomial *f) {
  uint8_t input[33], bytes[128];
  memcpy(input, seed, 32);
  input[32] = number;
  sl_shake256(input, sizeof input, bytes, sizeof bytes);
  for (int j = 0; j < N; j++) {
    unsigned nibble = bytes[j / 2] >> (4 * (j % 2)) & 15;
    f->at[j] = difference((uint16_t)((nibble & 1) + (nibble >> 1 & 1)),
                          (uint16_t)((nibble >> 2 & 1) + (nibble >> 3 & 1)));
  }
  wipe(input, sizeof input);
  wipe(bytes, sizeof bytes);
}

/// G of FIPS 203: SHA3-512 of two parts.
static void hash_pair(const uint8_t *first, size_t first_count, const uint8_t *second, size_t second_count,
                      uint8_t output[64]) {
  sl_keccak sponge;
  sl_keccak_start(&sponge, 72);
  sl_keccak_absorb(&sponge, first, first_count);
  sl_keccak_absorb(&sponge, second, second_count);
  sl_keccak_finish(&sponge, 0x06);
  sl_keccak_squeeze(&sponge, output, 64);
  sl_keccak_wipe(&sponge);
}

/// Algorithm 14.
static void encrypt(const uint8_t *public_key, const uint8_t message[32], const uint8_t random[32],
                    uint8_t *ciphertext) {
  const uint8_t *rho = public_key + K * POLYNOMIAL;
  vector y;
  polynomial v, w, small;
  for (uint8_t i = 0; i < K; i++) {
    sample_small(random, i, &y.at[i]);
    ntt(&y.at[i]);
  }
  memset(&v, 0, sizeof v);
  for (uint8_t i = 0; i < K; i++) {
    polynomial u, entry;
    memset(&u, 0, sizeof u);
    for (uint8_t j = 0; j < K; j++) {
      sample_uniform(rho, i, j, &entry);
      multiply_add(&u, &entry, &y.at[j]);
    }
    inverse_ntt(&u);
    sample_small(random, K + i, &small);
    add(&u, &small);
    for (int j = 0; j < N; j++) u.at[j] = compressed(u.at[j], 10);
    encode(&u, 10, ciphertext + i * 320);
    decode(public_key + i * POLYNOMIAL, 12, &entry);
    multiply_add(&v, &entry, &y.at[i]);
    wipe(&u, sizeof u);
  }
  inverse_ntt(&v);
  sample_small(random, 2 * K, &small);
  add(&v, &small);
  decode(message, 1, &w);
  for (int j = 0; j < N; j++) w.at[j] = decompressed(w.at[j], 1);
  add(&v, &w);
  for (int j = 0; j < N; j++) v.at[j] = compressed(v.at[j], 4);
  encode(&v, 4, ciphertext + K * 320);
  wipe(&y, sizeof y);
  wipe(&v, sizeof v);
  wipe(&w, sizeof w);
  wipe(&small, sizeof small);
}

/// Algorithm 15.
static void decrypt(const uint8_t *private_key, const uint8_t *ciphertext, uint8_t message[32]) {
  polynomial w, part, secret;
  memset(&w, 0, sizeof w);
  for (int i = 0; i < K; i++) {
    decode(ciphertext + i * 320, 10, &part);
    for (int j = 0; j < N; j++) part.at[j] = decompressed(part.at[j], 10);
    ntt(&part);
    decode(private_key + i * POLYNOMIAL, 12, &secret);
    for (int j = 0; j < N; j++) secret.at[j] = reduced(secret.at[j]);
    multiply_add(&w, &secret, &part);
  }
  inverse_ntt(&w);
  decode(ciphertext + K * 320, 4, &part);
  for (int j = 0; j < N; j++)
    w.at[j] = compressed(difference(decompressed(part.at[j], 4), w.at[j]), 1);
  encode(&w, 1, message);
  wipe(&w, sizeof w);
  wipe(&secret, sizeof secret);
}

void sl_mlkem_generate(const uint8_t seed[SL_MLKEM_SEED], uint8_t public_key[SL_MLKEM_PUBLIC],
                       uint8_t private_key[SL_MLKEM_PRIVATE]) {
  uint8_t parts[64];
  const uint8_t rank = K;
  hash_pair(seed, 32, &rank, 1, parts);
  vector s;
  for (uint8_t i = 0; i < K; i++) {
    sample_small(parts + 32, i, &s.at[i]);
    ntt(&s.at[i]);
    encode(&s.at[i], 12, private_key + i * POLYNOMIAL);
  }
  for (uint8_t i = 0; i < K; i++) {
    polynomial t, entry;
    sample_small(parts + 32, K + i, &t);
    ntt(&t);
    for (uint8_t j = 0; j < K; j++) {
      sample_uniform(parts, j, i, &entry);
      multiply_add(&t, &entry, &s.at[j]);
    }
    encode(&t, 12, public_key + i * POLYNOMIAL);
    wipe(&t, sizeof t);
  }
  memcpy(public_key + K * POLYNOMIAL, parts, 32);
  uint8_t *rest = private_key + K * POLYNOMIAL;
  memcpy(rest, public_key, SL_MLKEM_PUBLIC);
  sl_sha3_256(public_key, SL_MLKEM_PUBLIC, rest + SL_MLKEM_PUBLIC);
  memcpy(rest + SL_MLKEM_PUBLIC + 32, seed + 32, 32);
  wipe(&s, sizeof s);
  wipe(parts, sizeof parts);
}

/// The check of §7.2: every coefficient of the key is below q.
static bool is_public_key(const uint8_t *public_key) {
  for (int i = 0; i < K; i++) {
    polynomial t;
    decode(public_key + i * POLYNOMIAL, 12, &t);
    for (int j = 0; j < N; j++)
      if (t.at[j] >= Q) return false;
  }
  return true;
}

bool sl_mlkem_encapsulate(const uint8_t public_key[SL_MLKEM_PUBLIC], const uint8_t random[32],
                          uint8_t ciphertext[SL_MLKEM_CIPHERTEXT], uint8_t secret[SL_MLKEM_SECRET]) {
  if (!is_public_key(public_key)) return false;
  uint8_t digest[32], parts[64];
  sl_sha3_256(public_key, SL_MLKEM_PUBLIC, digest);
  hash_pair(random, 32, digest, 32, parts);
  encrypt(public_key, random, parts + 32, ciphertext);
  memcpy(secret, parts, 32);
  wipe(parts, sizeof parts);
  return true;
}

bool sl_mlkem_decapsulate(const uint8_t private_key[SL_MLKEM_PRIVATE],
                          const uint8_t ciphertext[SL_MLKEM_CIPHERTEXT], uint8_t secret[SL_MLKEM_SECRET]) {
  const uint8_t *public_key = private_key + K * POLYNOMIAL;
  const uint8_t *digest = public_key + SL_MLKEM_PUBLIC, *fallback = digest + 32;
  uint8_t expected[32], message[32], parts[64], again[SL_MLKEM_CIPHERTEXT], rejected[32];
  sl_sha3_256(public_key, SL_MLKEM_PUBLIC, expected);
  if (memcmp(expected, digest, 32) != 0) return false;

  decrypt(private_key, ciphertext, message);
  hash_pair(message, 32, digest, 32, parts);
  encrypt(public_key, message, parts + 32, again);

  sl_keccak sponge;
  sl_keccak_start(&sponge, 136);
  sl_keccak_absorb(&sponge, fallback, 32);
  sl_keccak_absorb(&sponge, ciphertext, SL_MLKEM_CIPHERTEXT);
  sl_keccak_finish(&sponge, 0x1f);
  sl_keccak_squeeze(&sponge, rejected, 32);
  sl_keccak_wipe(&sponge);

  uint32_t unequal = 0;
  for (int i = 0; i < SL_MLKEM_CIPHERTEXT; i++) unequal |= (uint32_t)(again[i] ^ ciphertext[i]);
  uint8_t mask = (uint8_t)(0u - ((unequal + 0xff) >> 8));
  for (int i = 0; i < 32; i++) secret[i] = (uint8_t)((parts[i] & ~mask) | (rejected[i] & mask));
  wipe(message, sizeof message);
  wipe(parts, sizeof parts);
  wipe(again, sizeof again);
  wipe(rejected, sizeof rejected);
  return true;
}
