#define _GNU_SOURCE
#include "sl_pages.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// Tables smaller than a quarter of a huge page would waste more than they gain.
enum { HUGE_PAGE = 2 << 20, SMALL = HUGE_PAGE / 4, LINE = 64 };

static size_t whole_pages(size_t size) { return (size + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1); }

void *sl_pages_allocate(size_t size) {
  if (size < SMALL) {
    size_t lines = (size + LINE - 1) & ~(size_t)(LINE - 1);
    void *memory = aligned_alloc(LINE, lines);
    if (!memory) abort();
    return memset(memory, 0, lines);
  }
  size_t whole = whole_pages(size);
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
  if (size < SMALL) {
    free(memory);
  } else {
    munmap(memory, whole_pages(size));
  }
}

int sl_bytes_equal(const void *left, const void *right, size_t size) { return memcmp(left, right, size) == 0; }
