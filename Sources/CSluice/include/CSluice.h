// C kernels with run-time CPU dispatch and shims for what Swift cannot import. Every symbol starts with sl_.
#pragma once
#include "sl_candidates.h"
#include "sl_merges.h"
#include "sl_pages.h"
#include "sl_pieces.h"
#include "sl_pretokens.h"
#include "sl_system.h"
#include "sl_text.h"
