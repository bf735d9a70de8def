#include "completeness.h"

#include <cstring>
#include <stdexcept>
#include <string>

#include <zlib.h>

namespace {

const uint8_t png_signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

uint32_t big_endian(const uint8_t* bytes) {
    return uint32_t(bytes[0]) << 24 | uint32_t(bytes[1]) << 16 | uint32_t(bytes[2]) << 8 | bytes[3];
}

void require_complete_png(const uint8_t* bytes, size_t length) {
    size_t position = sizeof png_signature;
    for (;;) {
        if (length - position < 12 || length - position - 12 < big_endian(bytes + position))
            throw std::runtime_error("the PNG data end before the picture does; the file is truncated");
        const size_t size = big_endian(bytes + position);
        const uint8_t* type = bytes + position + 4;
        if (crc32(crc32(0, nullptr, 0), type, uInt(size + 4)) != big_endian(type + 4 + size))
            throw std::runtime_error("a chunk of the PNG data fails its checksum; the file is damaged");
        if (std::memcmp(type, "IEND", 4) == 0)
            return;
        position += size + 12;
    }
}

// Walks the segments rather than looking for the end marker: a thumbnail in the EXIF segment has one of its own.
void require_complete_jpeg(const uint8_t* bytes, size_t length) {
    size_t position = 2;
    while (position < length) {
        if (bytes[position] != 0xff) {  // the scan's data; or stray bytes between segments, which decoders skip too
            const void* next = std::memchr(bytes + position, 0xff, length - position);
            if (!next)
                break;
            position = size_t(static_cast<const uint8_t*>(next) - bytes);
        }
        if (position + 1 >= length)
            break;
        const uint8_t marker = bytes[position + 1];
        if (marker == 0xff) {  // padding before a marker
            position += 1;
            continue;
        }
        if (marker == 0x00 || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {  // a byte 0xff of the scan, or a restart
            position += 2;
            continue;
        }
        if (marker == 0xd9)
            return;
        if (position + 4 > length)
            break;
        const size_t size = size_t(bytes[position + 2]) << 8 | bytes[position + 3];
        position += 2 + size;
    }
    throw std::runtime_error("the JPEG data end before the picture does; the file is truncated");
}

}  // namespace

void require_complete(const uint8_t* bytes, size_t length) {
    if (length >= 8 && std::memcmp(bytes, png_signature, 8) == 0)
        require_complete_png(bytes, length);
    else if (length >= 3 && bytes[0] == 0xff && bytes[1] == 0xd8 && bytes[2] == 0xff)
        require_complete_jpeg(bytes, length);
}
