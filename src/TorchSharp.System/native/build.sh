#!/bin/sh
# Compiles the native side against libtorch.
#   build.sh OUTPUT.so
# LIBTORCH names a folder with include/ and lib/ (an unpacked libtorch, or the "torch" folder of a pip
# wheel); without it, the libtorch of the system's packages (Debian: libtorch-dev) is taken.
set -eu

output=$1
here=$(cd "$(dirname "$0")" && pwd)
cxx=${CXX:-g++}

fail() {
    echo "error : $1" >&2
    exit 1
}

command -v "$cxx" >/dev/null || fail "no C++ compiler '$cxx'; install g++ (Debian: apt-get install g++) or set CXX."

if [ -n "${LIBTORCH:-}" ]; then
    [ -f "$LIBTORCH/include/torch/csrc/api/include/torch/version.h" ] ||
        fail "LIBTORCH=$LIBTORCH holds no libtorch (include/torch/csrc/api/include/torch/version.h is missing); point it at an unpacked libtorch or a wheel's torch folder."
    includes="-isystem $LIBTORCH/include -isystem $LIBTORCH/include/torch/csrc/api/include"
    lib=$LIBTORCH/lib
else
    # /usr/include itself is searched anyway, and must stay after the compiler's own folders.
    includes="-isystem /usr/include/torch/csrc/api/include"
    lib=/usr/lib/$("$cxx" -print-multiarch 2>/dev/null || uname -m)
    [ -f "/usr/include/torch/csrc/api/include/torch/version.h" ] ||
        fail "libtorch is not installed; install it (Debian: apt-get install --no-install-recommends libtorch-dev libopenblas0-pthread) or set LIBTORCH to an unpacked libtorch."
fi

# A wheel before 2.7 is built with the old layout of std::string; what its libc10 exports tells.
abi=0
if nm -D --defined-only "$lib/libc10.so" | grep -q '__cxx11'; then abi=1; fi

cuda=
if [ -f "$lib/libtorch_cuda.so" ]; then cuda="-ltorch_cuda -lc10_cuda"; fi

# Collectives between processes want the headers of Gloo (Debian: libgloo-dev) and, for GPUs, of NCCL and CUDA.
has_header() { echo "#include <$1>" | "$cxx" $includes -E -x c++ - >/dev/null 2>&1; }
collectives=
if has_header gloo/rendezvous/store.h; then
    collectives=-DUSE_C10D_GLOO
    if [ -n "$cuda" ] && has_header nccl.h && has_header cuda_runtime.h; then collectives="$collectives -DUSE_C10D_NCCL"; fi
fi

mkdir -p "$(dirname "$output")"
# Parallel builds wait for each other, and the file appears whole.
exec 9>"$output.lock"
flock 9
temporary=$output.$$.tmp
trap 'rm -f "$temporary" "$temporary".*.o' EXIT
compile() {
    source=$1
    shift
    "$cxx" -O2 -std=c++17 -fPIC -fvisibility=hidden -Wall -Wno-unused-function -D_GLIBCXX_USE_CXX11_ABI=$abi $includes "$@" \
        -c "$here/$source.cpp" -o "$temporary.$source.o"
}
compile mtldsl_collectives $collectives &
collectives_job=$!
compile mtldsl_torch
wait $collectives_job
"$cxx" -shared "$temporary".*.o -o "$temporary" \
    -L"$lib" -Wl,-rpath,"$lib" -Wl,--no-as-needed -ltorch -ltorch_cpu -lc10 $cuda
mv "$temporary" "$output"
