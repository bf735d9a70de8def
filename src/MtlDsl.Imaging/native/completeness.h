#pragma once

#include <cstddef>
#include <cstdint>

/// Throws std::runtime_error where a JPEG or PNG file ends early or (PNG) a chunk fails its checksum. The libraries that decode them
/// fill what is missing with grey and only print a warning. Other formats pass.
void require_complete(const uint8_t* bytes, size_t length);
