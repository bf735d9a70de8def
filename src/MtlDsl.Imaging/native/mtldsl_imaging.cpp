// What MtlDsl.Imaging needs of OpenCV and libpng, as a C interface. A function returns 1, or 0 after an error, whose text
// mtldsl_imaging_error gives; no exception leaves this file.

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "completeness.h"
#include "label_png.h"

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

thread_local std::string last_error;

// Errors are reported once, by the caller, and OpenCV does not log them too. What nothing here can turn off are lines on the standard error
// by libpng and libjpeg, which OpenCV leaves their own handlers, and by imdecode where a decoder throws.
// One thread: the callers decode several files at a time.
const bool quiet = [] {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    cv::redirectError([](int, const char*, const char*, const char*, int, void*) { return 0; });
    cv::setNumThreads(1);
    return true;
}();

template <typename F>
int guarded(F&& action) noexcept {
    try {
        action();
        return 1;
    } catch (const cv::Exception& e) {
        last_error = "OpenCV: " + e.err;
    } catch (const std::bad_alloc&) {
        last_error = "there is not enough memory";
    } catch (const std::exception& e) {
        last_error = e.what();
    } catch (...) {
        last_error = "an unknown error in the native code";
    }
    return 0;
}

cv::Mat wrap(const uint8_t* rgb, int width, int height) {
    return cv::Mat(height, width, CV_8UC3, const_cast<uint8_t*>(rgb));
}

}  // namespace

EXPORT const char* mtldsl_imaging_error() { return last_error.c_str(); }

EXPORT int mtldsl_image_decode(const uint8_t* bytes, int64_t length, cv::Mat** image, int* width, int* height) {
    return guarded([&] {
        if (length == 0)
            throw std::runtime_error("the file is empty");
        if (length > INT32_MAX)
            throw std::runtime_error("the file is larger than 2 GB");
        require_complete(bytes, size_t(length));
        const cv::Mat source(1, int(length), CV_8UC1, const_cast<uint8_t*>(bytes));
        auto decoded = std::make_unique<cv::Mat>(cv::imdecode(source, cv::IMREAD_COLOR));
        if (decoded->empty())
            throw std::runtime_error("it is no image that OpenCV reads, or it is damaged");
        *width = decoded->cols;
        *height = decoded->rows;
        *image = decoded.release();
    });
}

EXPORT int mtldsl_image_copy(const cv::Mat* image, uint8_t* rgb) {
    return guarded([&] {
        cv::Mat target = wrap(rgb, image->cols, image->rows);
        cv::cvtColor(*image, target, cv::COLOR_BGR2RGB);
    });
}

EXPORT void mtldsl_image_free(cv::Mat* image) { delete image; }

EXPORT int mtldsl_image_encode(
    const uint8_t* rgb, int width, int height, const char* extension, int quality, std::vector<uint8_t>** bytes, int64_t* length) {
    return guarded([&] {
        cv::Mat bgr;
        cv::cvtColor(wrap(rgb, width, height), bgr, cv::COLOR_RGB2BGR);
        auto encoded = std::make_unique<std::vector<uint8_t>>();
        std::vector<int> parameters;
        if (quality > 0)
            parameters = {cv::IMWRITE_JPEG_QUALITY, quality};
        if (!cv::imencode(extension, bgr, *encoded, parameters))
            throw std::runtime_error(std::string("OpenCV cannot write ") + extension);
        *length = int64_t(encoded->size());
        *bytes = encoded.release();
    });
}

EXPORT int mtldsl_labels_decode(const uint8_t* bytes, int64_t length, std::vector<uint8_t>** labels, int* width, int* height) {
    return guarded([&] {
        if (length == 0)
            throw std::runtime_error("the file is empty");
        require_complete(bytes, size_t(length));
        LabelPicture picture = decode_labels(bytes, size_t(length));
        *width = picture.width;
        *height = picture.height;
        *labels = new std::vector<uint8_t>(std::move(picture.labels));
    });
}

EXPORT int mtldsl_labels_encode(
    const uint8_t* labels, int width, int height, const uint8_t* palette, int colors, std::vector<uint8_t>** bytes, int64_t* length) {
    return guarded([&] {
        auto encoded = std::make_unique<std::vector<uint8_t>>(encode_labels(labels, width, height, palette, colors));
        *length = int64_t(encoded->size());
        *bytes = encoded.release();
    });
}

EXPORT int mtldsl_bytes_copy(const std::vector<uint8_t>* bytes, uint8_t* target) {
    return guarded([&] { std::copy(bytes->begin(), bytes->end(), target); });
}

EXPORT void mtldsl_bytes_free(std::vector<uint8_t>* bytes) { delete bytes; }

EXPORT int mtldsl_text_size(const char* text, double scale, int thickness, int* width, int* height, int* baseline) {
    return guarded([&] {
        const cv::Size size = cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, scale, thickness, baseline);
        *width = size.width;
        *height = size.height;
    });
}

EXPORT int mtldsl_text_draw(
    uint8_t* rgb, int width, int height, const char* text, int x, int y, double scale, int thickness, uint8_t r, uint8_t g, uint8_t b) {
    return guarded([&] {
        cv::Mat target = wrap(rgb, width, height);
        cv::putText(target, text, {x, y}, cv::FONT_HERSHEY_SIMPLEX, scale, cv::Scalar(r, g, b), thickness, cv::LINE_AA);
    });
}
