#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

/// A picture of labels: one byte a pixel, row by row.
struct LabelPicture {
    int width = 0;
    int height = 0;
    std::vector<uint8_t> labels;
};

/// Reads the labels of a PNG: palette indices or grey values of 1 to 8 bits as they stand, or colours with equal channels.
/// Throws std::runtime_error where the file is no PNG or holds something else.
LabelPicture decode_labels(const uint8_t* bytes, size_t length);

/// Writes labels as an 8-bit PNG with a palette of red, green, blue bytes. Every label must be below the number of colours.
std::vector<uint8_t> encode_labels(const uint8_t* labels, int width, int height, const uint8_t* palette, int colors);
