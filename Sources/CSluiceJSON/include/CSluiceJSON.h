// simdjson behind a C header: see sl_json.h.
#pragma once
