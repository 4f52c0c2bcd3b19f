// simdjson behind a C header. Every symbol starts with sl_json_.
#pragma once
#include "sl_json.h"
