// What MtlDsl.Imaging needs of OpenCV's video, as a C interface. A function returns 1, or 0 after an error, whose text mtldsl_video_error
// gives; no exception leaves this file.

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/videoio.hpp>
#include <opencv2/videoio/registry.hpp>

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

thread_local std::string last_error;

struct Video {
    cv::VideoCapture capture;
    cv::Mat frame;
};

// Errors are reported once, by the caller, and not on the console too. FFmpeg is told through the variable that OpenCV reads at its first
// use, to be silent (AV_LOG_QUIET) unless the user wants something else. GStreamer and drivers of cameras may write lines of their own.
const bool quiet = [] {
    setenv("OPENCV_FFMPEG_LOGLEVEL", "-8", 0);
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    return true;
}();

template <typename F>
int guarded(F&& action) noexcept {
    last_error.clear();
    try {
        return action() ? 1 : 0;
    } catch (const cv::Exception& e) {
        last_error = "OpenCV: " + e.err;
    } catch (const std::exception& e) {
        last_error = e.what();
    } catch (...) {
        last_error = "an unknown error in the native code";
    }
    return 0;
}

// What the address of a video is; VideoKind.cs has the same.
enum Kind { file, camera, pipeline };

bool has_gstreamer() {
    const auto backends = cv::videoio_registry::getStreamBackends();
    return std::find(backends.begin(), backends.end(), cv::CAP_GSTREAMER) != backends.end();
}

void open(cv::VideoCapture& capture, const char* address, Kind kind) {
    switch (kind) {
        case file:
            if (!capture.open(address))
                throw std::runtime_error("it is no video that OpenCV reads");
            break;
        case camera:
            if (!capture.open(std::stoi(address)))
                throw std::runtime_error("there is no such camera, or another program has it");
            break;
        case pipeline:
            if (!has_gstreamer())
                throw std::runtime_error("this OpenCV was built without GStreamer");
            if (!capture.open(address, cv::CAP_GSTREAMER))
                throw std::runtime_error("GStreamer cannot start it; gst-launch-1.0 says why, with fakesink in place of appsink");
    }
}

}  // namespace

EXPORT const char* mtldsl_video_error() { return last_error.c_str(); }

EXPORT int mtldsl_video_open(const char* address, Kind kind, Video** video, int* count, double* rate) {
    return guarded([&] {
        auto opened = std::make_unique<Video>();
        open(opened->capture, address, kind);
        const double frames = opened->capture.get(cv::CAP_PROP_FRAME_COUNT);
        const double per_second = opened->capture.get(cv::CAP_PROP_FPS);
        *count = kind == file && frames > 0 && frames < INT32_MAX ? int(frames) : 0;
        *rate = per_second > 0 ? per_second : 0;
        *video = opened.release();
        return true;
    });
}

EXPORT int mtldsl_video_grab(Video* video) {
    return guarded([&] { return video->capture.grab(); });
}

// The pixels are the video's and stay until the next frame.
EXPORT int mtldsl_video_retrieve(Video* video, const uint8_t** bgr, int* width, int* height, int64_t* stride) {
    return guarded([&] {
        if (!video->capture.retrieve(video->frame) || video->frame.empty() || video->frame.type() != CV_8UC3)
            throw std::runtime_error("the decoder gives no picture");
        *bgr = video->frame.data;
        *width = video->frame.cols;
        *height = video->frame.rows;
        *stride = int64_t(video->frame.step);
        return true;
    });
}

EXPORT void mtldsl_video_close(Video* video) { delete video; }
