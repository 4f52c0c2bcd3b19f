#pragma once
#include <stdbool.h>
#include <stdint.h>

// ML-KEM-768 of FIPS 203. No branch and no address depends on a secret, and every secret on the stack is wiped.

enum {
  SL_MLKEM_SEED = 64,
  SL_MLKEM_PUBLIC = 1184,
  SL_MLKEM_PRIVATE = 2400,
  SL_MLKEM_CIPHERTEXT = 1088,
  SL_MLKEM_SECRET = 32
};

/// The key pair that follows from the 64 bytes d ‖ z (algorithm 16).
void sl_mlkem_generate(const uint8_t seed[SL_MLKEM_SEED], uint8_t public_key[SL_MLKEM_PUBLIC],
                       uint8_t private_key[SL_MLKEM_PRIVATE]);

/// A ciphertext and the secret it carries, from 32 random bytes (algorithm 17); false for a key that is not one.
bool sl_mlkem_encapsulate(const uint8_t public_key[SL_MLKEM_PUBLIC], const uint8_t random[32],
                          uint8_t ciphertext[SL_MLKEM_CIPHERTEXT], uint8_t secret[SL_MLKEM_SECRET]);

/// The secret in a ciphertext, or another one for a ciphertext that was changed (algorithm 18); false for a
/// private key whose parts do not belong together.
bool sl_mlkem_decapsulate(const uint8_t private_key[SL_MLKEM_PRIVATE],
                          const uint8_t ciphertext[SL_MLKEM_CIPHERTEXT], uint8_t secret[SL_MLKEM_SECRET]);
