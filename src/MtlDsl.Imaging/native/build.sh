#!/bin/sh
# Builds libmtldsl_imaging.so: build.sh <output file>. Needs g++, OpenCV's imgcodecs and imgproc, libpng and zlib
# (Debian: g++ libopencv-imgcodecs-dev libopencv-imgproc-dev libpng-dev).
# Builds libmtldsl_video.so: build.sh <output file> video. Needs OpenCV's videoio (Debian: libopencv-videoio-dev); without, there is no video.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
output=$1
sources=$here
headers='opencv2/imgcodecs.hpp opencv2/imgproc.hpp png.h zlib.h'
libraries='-lopencv_imgcodecs -lopencv_imgproc -lopencv_core -lpng -lz'
if [ "${2:-}" = video ]; then
  sources=$here/video
  headers=opencv2/videoio.hpp
  libraries='-lopencv_videoio -lopencv_core'
fi
mkdir -p "$(dirname "$output")"

# Two builds at once would write the same file: the second waits, then finds it done.
exec 9>"$output.lock"
flock 9
newest=$(ls -t "$output" "$sources"/*.cpp "$sources"/*.h "$0" 2>/dev/null | head -n 1)
[ "$newest" = "$output" ] && exit 0

if pkg-config --exists opencv4 2>/dev/null; then
  include=$(pkg-config --cflags opencv4)
else
  include=-I/usr/include/opencv4
fi
for header in $headers; do
  # shellcheck disable=SC2086
  echo "#include <$header>" | ${CXX:-g++} -E -x c++ $include - >/dev/null 2>&1 || {
    if [ "${2:-}" = video ]; then
      echo "$0: $header is missing: videos and cameras are left out; libopencv-videoio-dev has it"
      exit 0
    fi
    echo "$0: error: $header is missing; install libopencv-imgcodecs-dev libopencv-imgproc-dev libpng-dev" >&2
    exit 1
  }
done

# shellcheck disable=SC2086
${CXX:-g++} -std=c++17 -O2 -fPIC -shared -fvisibility=hidden -Wall -Wextra $include "$sources"/*.cpp \
  $libraries -o "$output.new"
mv "$output.new" "$output"
