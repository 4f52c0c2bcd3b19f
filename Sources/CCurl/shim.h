#pragma once
#include <curl/curl.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/// The answer to a request; `bytes` is owned by whoever asked.
typedef struct {
  long status;
  size_t count;
  size_t limit;
  unsigned char *bytes;
} sl_http_answer;

/// The functions of libcurl, which is loaded when the first request is made: programs that make none start faster
/// and need none of the thirty libraries behind it.
typedef struct {
  __typeof__(&curl_global_init) global_init;
  __typeof__(&curl_easy_init) init;
  __typeof__(&curl_easy_setopt) setopt;
  __typeof__(&curl_easy_perform) perform;
  __typeof__(&curl_easy_getinfo) getinfo;
  __typeof__(&curl_easy_cleanup) cleanup;
  __typeof__(&curl_easy_strerror) strerror;
  __typeof__(&curl_slist_append) append;
  __typeof__(&curl_slist_free_all) free_all;
} sl_http_library;

/// Loads libcurl; false if it is not installed. To be called once.
static inline int sl_http_load(sl_http_library *curl) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
  curl->global_init = (__typeof__(curl->global_init))dlsym(library, "curl_global_init");
  curl->init = (__typeof__(curl->init))dlsym(library, "curl_easy_init");
  curl->setopt = (__typeof__(curl->setopt))dlsym(library, "curl_easy_setopt");
  curl->perform = (__typeof__(curl->perform))dlsym(library, "curl_easy_perform");
  curl->getinfo = (__typeof__(curl->getinfo))dlsym(library, "curl_easy_getinfo");
  curl->cleanup = (__typeof__(curl->cleanup))dlsym(library, "curl_easy_cleanup");
  curl->strerror = (__typeof__(curl->strerror))dlsym(library, "curl_easy_strerror");
  curl->append = (__typeof__(curl->append))dlsym(library, "curl_slist_append");
  curl->free_all = (__typeof__(curl->free_all))dlsym(library, "curl_slist_free_all");
  return curl->global_init && curl->init && curl->setopt && curl->perform && curl->getinfo && curl->cleanup &&
         curl->strerror && curl->append && curl->free_all && curl->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

static size_t sl_http_receive(char *bytes, size_t size, size_t count, void *target) {
  sl_http_answer *answer = (sl_http_answer *)target;
  size_t more = size * count;
  if (more > answer->limit - answer->count) return 0;
  if (!answer->bytes) answer->bytes = (unsigned char *)malloc(answer->limit);
  if (!answer->bytes) return 0;
  memcpy(answer->bytes + answer->count, bytes, more);
  answer->count += more;
  return more;
}

/// Wipes and frees what an answer holds.
static inline void sl_http_forget(sl_http_answer *answer) {
  for (volatile unsigned char *byte = answer->bytes; answer->count > 0; answer->count--) *byte++ = 0;
  free(answer->bytes);
  answer->bytes = NULL;
}

static inline struct curl_slist *sl_http_header(const sl_http_library *curl, struct curl_slist *list,
                                                const char *name, const char *value, size_t count) {
  size_t size = (name ? strlen(name) + 2 : 0) + count + 1;
  char *line = (char *)calloc(1, size);
  if (!line) return list;
  if (name) strcat(strcpy(line, name), ": ");
  memcpy(line + size - 1 - count, value, count);
  struct curl_slist *longer = curl->append(list, line);
  for (volatile char *byte = line; size > 0; size--) *byte++ = 0;
  free(line);
  return longer ? longer : list;
}

/// Makes one request over TLS and gathers the answer; in C because libcurl's options are variadic.
///
/// The server's certificate and name are always checked. No redirect is followed, no proxy is asked. `headers` has
/// one on each line; the credential is a header of its own, wiped at the end.
static inline const char *sl_http_request(const sl_http_library *curl, const char *url, const char *headers,
                                          const char *credential_name, const char *credential,
                                          size_t credential_count, const char *body, size_t body_count,
                                          const char *authorities, long seconds, sl_http_answer *answer) {
  CURL *handle = curl->init();
  if (!handle) return "out of memory";
  struct curl_slist *list = NULL;
  while (*headers) {
    size_t count = strcspn(headers, "\n");
    list = sl_http_header(curl, list, NULL, headers, count);
    headers += count + (headers[count] == '\n');
  }
  if (credential_name) list = sl_http_header(curl, list, credential_name, credential, credential_count);
  curl->setopt(handle, CURLOPT_URL, url);
  curl->setopt(handle, CURLOPT_PROTOCOLS_STR, "https");
  curl->setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  curl->setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  curl->setopt(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  if (authorities) {
    curl->setopt(handle, CURLOPT_CAINFO, authorities);
    curl->setopt(handle, CURLOPT_CAPATH, NULL);
  }
  curl->setopt(handle, CURLOPT_PROXY, "");
  curl->setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl->setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl->setopt(handle, CURLOPT_CONNECTTIMEOUT, seconds < 10 ? seconds : 10L);
  curl->setopt(handle, CURLOPT_TIMEOUT, seconds);
  curl->setopt(handle, CURLOPT_HTTPHEADER, list);
  if (body) {
    curl->setopt(handle, CURLOPT_POST, 1L);
    curl->setopt(handle, CURLOPT_POSTFIELDS, body);
    curl->setopt(handle, CURLOPT_POSTFIELDSIZE, (long)body_count);
  }
  curl->setopt(handle, CURLOPT_WRITEFUNCTION, sl_http_receive);
  curl->setopt(handle, CURLOPT_WRITEDATA, answer);
  CURLcode code = curl->perform(handle);
  curl->getinfo(handle, CURLINFO_RESPONSE_CODE, &answer->status);
  for (struct curl_slist *item = list; item; item = item->next)
    for (volatile char *text = item->data; *text; text++) *text = 0;
  curl->free_all(list);
  curl->cleanup(handle);
  return code == CURLE_OK ? NULL : curl->strerror(code);
}
