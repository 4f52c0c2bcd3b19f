#pragma once
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>

// Selections of EVP_PKEY_fromdata, which are macros over macros that Swift does not import.
enum { sl_openssl_key_pair = EVP_PKEY_KEYPAIR, sl_openssl_public_key = EVP_PKEY_PUBLIC_KEY };
