#include "label_png.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>

#include <png.h>

namespace {

// libpng reports errors by longjmp, over which no destructor may be jumped: whatever owns memory stands outside the functions that
// call setjmp, in one of these.
struct Reader {
    const uint8_t* bytes;
    size_t length;
    size_t position = 0;
    char error[160] = "";
    png_structp png = nullptr;
    png_infop info = nullptr;
    uint32_t width = 0, height = 0;
    int depth = 0, type = 0;
    std::vector<uint8_t> pixels = {};
    std::vector<png_bytep> rows = {};

    ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
};

struct Writer {
    std::vector<uint8_t> bytes;
    char error[160] = "";
    png_structp png = nullptr;
    png_infop info = nullptr;

    ~Writer() { png_destroy_write_struct(&png, &info); }
};

template <typename T>
void on_error(png_structp png, png_const_charp message) {
    T* self = static_cast<T*>(png_get_error_ptr(png));
    std::snprintf(self->error, sizeof self->error, "%s", message);
    png_longjmp(png, 1);
}

void on_warning(png_structp, png_const_charp) {}

void read_bytes(png_structp png, png_bytep target, size_t count) {
    Reader* self = static_cast<Reader*>(png_get_io_ptr(png));
    if (self->length - self->position < count)
        png_error(png, "the data end too early");
    std::memcpy(target, self->bytes + self->position, count);
    self->position += count;
}

void write_bytes(png_structp png, png_bytep source, size_t count) {
    Writer* self = static_cast<Writer*>(png_get_io_ptr(png));
    bool failed = false;
    try {
        self->bytes.insert(self->bytes.end(), source, source + count);
    } catch (...) {
        failed = true;
    }
    if (failed)
        png_error(png, "out of memory");
}

void flush_nothing(png_structp) {}

bool read_header(Reader& reader) {
    if (setjmp(png_jmpbuf(reader.png)))
        return false;
    png_set_read_fn(reader.png, &reader, read_bytes);
    png_read_info(reader.png, reader.info);
    png_get_IHDR(reader.png, reader.info, &reader.width, &reader.height, &reader.depth, &reader.type, nullptr, nullptr, nullptr);
    png_set_packing(reader.png);  // 1, 2 and 4 bits to a byte each, values unchanged
    png_set_interlace_handling(reader.png);
    png_read_update_info(reader.png, reader.info);
    return true;
}

bool read_rows(Reader& reader) {
    if (setjmp(png_jmpbuf(reader.png)))
        return false;
    png_read_image(reader.png, reader.rows.data());
    return true;
}

bool write_all(Writer& writer, const uint8_t* labels, int width, int height, const png_color* colors, int count) {
    if (setjmp(png_jmpbuf(writer.png)))
        return false;
    png_set_write_fn(writer.png, &writer, write_bytes, flush_nothing);
    png_set_IHDR(writer.png, writer.info, png_uint_32(width), png_uint_32(height), 8, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_PLTE(writer.png, writer.info, colors, count);
    png_write_info(writer.png, writer.info);
    for (int y = 0; y < height; y++)
        png_write_row(writer.png, labels + size_t(y) * size_t(width));
    png_write_end(writer.png, writer.info);
    return true;
}

// The one channel of a colour picture whose three are equal.
void take_equal_channels(LabelPicture& picture, const std::vector<uint8_t>& colors) {
    for (size_t i = 0; i < picture.labels.size(); i++) {
        const uint8_t* pixel = &colors[3 * i];
        if (pixel[0] != pixel[1] || pixel[0] != pixel[2])
            throw std::runtime_error(
                "it is a colour picture, not a label map: pixel (" + std::to_string(i % size_t(picture.width)) + ", " +
                std::to_string(i / size_t(picture.width)) + ") is (" + std::to_string(pixel[0]) + ", " + std::to_string(pixel[1]) +
                ", " + std::to_string(pixel[2]) + "); save labels as a PNG with a palette or in grey");
        picture.labels[i] = pixel[0];
    }
}

}  // namespace

LabelPicture decode_labels(const uint8_t* bytes, size_t length) {
    if (length < 8 || png_sig_cmp(bytes, 0, 8) != 0)
        throw std::runtime_error("it is no PNG file, and labels are read from PNG only");
    Reader reader{bytes, length};
    reader.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reader, on_error<Reader>, on_warning);
    reader.info = reader.png ? png_create_info_struct(reader.png) : nullptr;
    if (!reader.info)
        throw std::bad_alloc();
    if (!read_header(reader))
        throw std::runtime_error(std::string("it is no readable PNG: ") + reader.error);
    if (reader.depth > 8)
        throw std::runtime_error("it has 16 bits a channel; labels have at most 8");
    if (reader.type & PNG_COLOR_MASK_ALPHA)
        throw std::runtime_error("it has an alpha channel, which a label map cannot have; save labels as a PNG with a palette or in grey");

    const size_t channels = reader.type == PNG_COLOR_TYPE_RGB ? 3 : 1;
    const size_t stride = reader.width * channels;
    reader.pixels.resize(stride * reader.height);
    for (uint32_t y = 0; y < reader.height; y++)
        reader.rows.push_back(&reader.pixels[y * stride]);
    if (!read_rows(reader))
        throw std::runtime_error(std::string("it is no readable PNG: ") + reader.error);

    LabelPicture picture;
    picture.width = int(reader.width);
    picture.height = int(reader.height);
    if (channels == 1) {
        picture.labels = std::move(reader.pixels);
    } else {
        picture.labels.resize(size_t(reader.width) * reader.height);
        take_equal_channels(picture, reader.pixels);
    }
    return picture;
}

std::vector<uint8_t> encode_labels(const uint8_t* labels, int width, int height, const uint8_t* palette, int colors) {
    png_color entries[256] = {};
    for (int i = 0; i < std::min(colors, 256); i++)
        entries[i] = {palette[3 * i], palette[3 * i + 1], palette[3 * i + 2]};
    Writer writer;
    writer.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &writer, on_error<Writer>, on_warning);
    writer.info = writer.png ? png_create_info_struct(writer.png) : nullptr;
    if (!writer.info)
        throw std::bad_alloc();
    if (!write_all(writer, labels, width, height, entries, colors))
        throw std::runtime_error(std::string("the PNG could not be written: ") + writer.error);
    return std::move(writer.bytes);
}
