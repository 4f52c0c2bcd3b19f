#define _GNU_SOURCE
#include "sl_pages.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { HUGE_PAGE = 2 << 20 };

void *sl_pages_allocate(size_t size) {
  size_t whole = (size + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1);
  char *memory = mmap(
      NULL, whole + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) abort();
  size_t before = (size_t)(-(uintptr_t)memory & (HUGE_PAGE - 1));
  if (before > 0) munmap(memory, before);
  munmap(memory + before + whole, HUGE_PAGE - before);
  madvise(memory + before, whole, MADV_HUGEPAGE);
  return memory + before;
}

void sl_pages_free(void *memory, size_t size) {
  munmap(memory, (size + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1));
}

int sl_bytes_equal(const void *left, const void *right, size_t size) { return memcmp(left, right, size) == 0; }
