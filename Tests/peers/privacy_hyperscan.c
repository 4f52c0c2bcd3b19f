// Scans files with Hyperscan, all patterns at once, end offsets only, and prints a line of JSON for each file.
//
//     cc -O2 privacy_hyperscan.c -lhs -o hyperscan && ./hyperscan PATTERNS FILE…
//
// PATTERNS holds one expression a line; documents are about 8 KiB, cut at line ends.
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(clockid_t kind) {
  struct timespec time;
  clock_gettime(kind, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int found(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *count) {
  (void)id, (void)from, (void)to, (void)flags;
  ++*(unsigned long *)count;
  return 0;
}

static char *contents(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(66);
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*size + 1);
  if (!bytes || fread(bytes, 1, *size, file) != *size) exit(74);
  bytes[*size] = 0;
  fclose(file);
  return bytes;
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  size_t size;
  char *text = contents(arguments[1], &size);
  const char *patterns[256];
  unsigned flags[256], ids[256], number = 0;
  for (char *line = strtok(text, "\n"); line && number < 256; line = strtok(NULL, "\n")) {
    patterns[number] = line;
    flags[number] = 0;
    ids[number] = number;
    number++;
  }
  hs_database_t *database;
  hs_compile_error_t *error;
  if (hs_compile_multi(patterns, flags, ids, number, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS) {
    fprintf(stderr, "pattern %d: %s\n", error->expression, error->message);
    return 65;
  }
  hs_scratch_t *scratch = NULL;
  if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 70;
  for (int i = 2; i < count; i++) {
    char *bytes = contents(arguments[i], &size);
    unsigned long findings = 0;
    double wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t start = 0; start < size;) {
      size_t end = start + 8192 < size ? start + 8192 : size;
      while (end < size && bytes[end - 1] != '\n') end++;
      hs_scan(database, bytes + start, (unsigned)(end - start), 0, scratch, found, &findings);
      start = end;
    }
    printf("{\"file\":\"%s\",\"bytes\":%zu,\"findings\":%lu,\"cpu\":%f,\"wall\":%f,\"patterns\":%u}\n", arguments[i], size,
           findings, now(CLOCK_PROCESS_CPUTIME_ID) - cpu, now(CLOCK_MONOTONIC) - wall, number);
    free(bytes);
  }
  return 0;
}
