#pragma once
#include <dlfcn.h>
#define CRYPTOKI_GNU 1
#include <p11-kit-1/p11-kit/pkcs11.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

// One function for each thing that is asked of a token. In C because attribute templates and parameters of
// mechanisms keep pointers to each other while the module reads them.

/// Loads a module and initialises it for use from several threads; null if it is none. It stays loaded.
static inline const struct ck_function_list *sl_token_module(const char *path, unsigned long *result) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  struct ck_function_list *list = NULL;
  *result = CKR_GENERAL_ERROR;
  if (!library) return NULL;
  ck_rv_t (*get)(struct ck_function_list **) =
      (ck_rv_t(*)(struct ck_function_list **))dlsym(library, "C_GetFunctionList");
  if (!get || get(&list) != CKR_OK || !list) return NULL;
  struct ck_c_initialize_args arguments = {0};
  arguments.flags = CKF_OS_LOCKING_OK;
  *result = list->C_Initialize(&arguments);
  if (*result == CKR_CRYPTOKI_ALREADY_INITIALIZED) *result = CKR_OK;
  return *result == CKR_OK ? list : NULL;
}

/// Slots that have a token, at most `count` of them.
static inline unsigned long sl_token_slots(const struct ck_function_list *list, unsigned long *slots,
                                           unsigned long *count) {
  return list->C_GetSlotList(true, slots, count);
}

/// Label (32 bytes, padded with blanks), serial number (16) and manufacturer (32) of the token in a slot.
static inline unsigned long sl_token_names(const struct ck_function_list *list, unsigned long slot,
                                           unsigned char *label, unsigned char *serial, unsigned char *maker) {
  struct ck_token_info info;
  unsigned long result = list->C_GetTokenInfo(slot, &info);
  if (result != CKR_OK) return result;
  memcpy(label, info.label, 32);
  memcpy(serial, info.serial_number, 16);
  memcpy(maker, info.manufacturer_id, 32);
  return CKR_OK;
}

static inline unsigned long sl_token_open(const struct ck_function_list *list, unsigned long slot,
                                          unsigned long *session) {
  return list->C_OpenSession(slot, CKF_SERIAL_SESSION, NULL, NULL, session);
}

static inline void sl_token_close(const struct ck_function_list *list, unsigned long session) {
  list->C_CloseSession(session);
}

/// Logs the process in to the token; being logged in already is fine.
static inline unsigned long sl_token_login(const struct ck_function_list *list, unsigned long session,
                                           const unsigned char *pin, unsigned long count) {
  unsigned long result = list->C_Login(session, CKU_USER, (unsigned char *)pin, count);
  return result == CKR_USER_ALREADY_LOGGED_IN ? CKR_OK : result;
}

/// Objects of a class with a label and an id, either of which may have no bytes; at most `count` of them.
static inline unsigned long sl_token_find(const struct ck_function_list *list, unsigned long session,
                                          unsigned long object_class, const unsigned char *label,
                                          unsigned long label_count, const unsigned char *id,
                                          unsigned long id_count, unsigned long *objects, unsigned long *count) {
  struct ck_attribute template[3] = {{CKA_CLASS, &object_class, sizeof object_class}};
  unsigned long used = 1;
  if (label_count) template[used++] = (struct ck_attribute){CKA_LABEL, (void *)label, label_count};
  if (id_count) template[used++] = (struct ck_attribute){CKA_ID, (void *)id, id_count};
  unsigned long result = list->C_FindObjectsInit(session, template, used);
  if (result != CKR_OK) return result;
  result = list->C_FindObjects(session, objects, *count, count);
  list->C_FindObjectsFinal(session);
  return result;
}

/// An attribute of an object; `count` is the room, then the size.
static inline unsigned long sl_token_attribute(const struct ck_function_list *list, unsigned long session,
                                               unsigned long object, unsigned long type, unsigned char *bytes,
                                               unsigned long *count) {
  struct ck_attribute attribute = {type, bytes, *count};
  unsigned long result = list->C_GetAttributeValue(session, object, &attribute, 1);
  *count = attribute.value_len;
  return result;
}

static inline unsigned long sl_token_take(const struct ck_function_list *list, unsigned long session,
                                          unsigned long object, unsigned char *bytes, unsigned long count) {
  unsigned long size = count;
  unsigned long result = sl_token_attribute(list, session, object, CKA_VALUE, bytes, &size);
  list->C_DestroyObject(session, object);
  return result == CKR_OK && size != count ? CKR_DATA_LEN_RANGE : result;
}

/// ECDH inside the token; what comes out is the shared secret of `count` bytes, never the private key.
static inline unsigned long sl_token_derive(const struct ck_function_list *list, unsigned long session,
                                            unsigned long key, const unsigned char *point,
                                            unsigned long point_count, unsigned char *secret,
                                            unsigned long count) {
  struct ck_ecdh1_derive_params parameters = {0};
  parameters.kdf = CKD_NULL;
  parameters.public_data_len = point_count;
  parameters.public_data = (unsigned char *)point;
  struct ck_mechanism mechanism = {CKM_ECDH1_DERIVE, &parameters, sizeof parameters};
  ck_object_class_t object_class = CKO_SECRET_KEY;
  ck_key_type_t type = CKK_GENERIC_SECRET;
  unsigned char yes = 1, no = 0;
  struct ck_attribute template[] = {
      {CKA_CLASS, &object_class, sizeof object_class}, {CKA_KEY_TYPE, &type, sizeof type},
      {CKA_TOKEN, &no, 1},    {CKA_SENSITIVE, &no, 1},
      {CKA_EXTRACTABLE, &yes, 1}, {CKA_VALUE_LEN, &count, sizeof count}};
  unsigned long object = 0;
  unsigned long result = list->C_DeriveKey(session, &mechanism, key, template, 6, &object);
  return result == CKR_OK ? sl_token_take(list, session, object, secret, count) : result;
}

/// AES Key Wrap inside the token (RFC 3394) of `key_count` bytes; `count` is the room, then the size.
static inline unsigned long sl_token_wrap(const struct ck_function_list *list, unsigned long session,
                                          unsigned long wrapping_key, const unsigned char *key,
                                          unsigned long key_count, unsigned char *wrapped,
                                          unsigned long *count) {
  ck_object_class_t object_class = CKO_SECRET_KEY;
  ck_key_type_t type = CKK_GENERIC_SECRET;
  unsigned char yes = 1, no = 0;
  struct ck_attribute template[] = {
      {CKA_CLASS, &object_class, sizeof object_class}, {CKA_KEY_TYPE, &type, sizeof type},
      {CKA_TOKEN, &no, 1},       {CKA_SENSITIVE, &no, 1},
      {CKA_EXTRACTABLE, &yes, 1}, {CKA_VALUE, (void *)key, key_count}};
  unsigned long object = 0;
  unsigned long result = list->C_CreateObject(session, template, 6, &object);
  if (result != CKR_OK) return result;
  struct ck_mechanism mechanism = {CKM_AES_KEY_WRAP, NULL, 0};
  result = list->C_WrapKey(session, &mechanism, wrapping_key, object, wrapped, count);
  list->C_DestroyObject(session, object);
  return result;
}

/// The key of `count` bytes in what `sl_token_wrap` made.
static inline unsigned long sl_token_unwrap(const struct ck_function_list *list, unsigned long session,
                                            unsigned long wrapping_key, const unsigned char *wrapped,
                                            unsigned long wrapped_count, unsigned char *key,
                                            unsigned long count) {
  ck_object_class_t object_class = CKO_SECRET_KEY;
  ck_key_type_t type = CKK_GENERIC_SECRET;
  unsigned char yes = 1, no = 0;
  struct ck_attribute template[] = {
      {CKA_CLASS, &object_class, sizeof object_class}, {CKA_KEY_TYPE, &type, sizeof type},
      {CKA_TOKEN, &no, 1},       {CKA_SENSITIVE, &no, 1},
      {CKA_EXTRACTABLE, &yes, 1}};
  struct ck_mechanism mechanism = {CKM_AES_KEY_WRAP, NULL, 0};
  unsigned long object = 0;
  unsigned long result = list->C_UnwrapKey(session, &mechanism, wrapping_key, (unsigned char *)wrapped,
                                           wrapped_count, template, 5, &object);
  return result == CKR_OK ? sl_token_take(list, session, object, key, count) : result;
}

/// A signature under `mechanism_type`; `count` is the room, then the size.
static inline unsigned long sl_token_sign(const struct ck_function_list *list, unsigned long session,
                                          unsigned long mechanism_type, unsigned long key,
                                          const unsigned char *message, unsigned long message_count,
                                          unsigned char *signature, unsigned long *count) {
  struct ck_mechanism mechanism = {mechanism_type, NULL, 0};
  unsigned long result = list->C_SignInit(session, &mechanism, key);
  if (result != CKR_OK) return result;
  return list->C_Sign(session, (unsigned char *)message, message_count, signature, count);
}
