#pragma once
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>

/// archive_set_error is variadic.
static inline void sl_archive_fail(struct archive *archive) {
  archive_set_error(archive, EIO, "the source failed");
}
