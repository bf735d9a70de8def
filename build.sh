#!/usr/bin/env bash
# One way to everything:
#   ./build.sh setup [--with-references]   system packages, NuGet and npm packages, native parts
#   ./build.sh build                       set-up, then the whole solution
#   ./build.sh test                        set-up, build, all tests
#   ./build.sh renew                       writes anew what follows from the code: language reference, tables, drawings, snapshots
#   ./build.sh demo [option...]            set-up, then train, export, verify and run the small network
# --with-references adds PyTorch and ONNX for Python, which some tests compare with and otherwise skip.
#
# LIBTORCH=DIR takes the libtorch unpacked there instead of Debian's; NativeSource=nuget takes TorchSharp's packages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

configuration=Release
results=artifacts/test-results
libtorch_packages=(libtorch-dev libgloo-dev libopenblas0-pthread)
native_packages=(g++ libopencv-imgcodecs-dev libopencv-imgproc-dev libopencv-videoio-dev libpng-dev)
reference_packages=(python3-torch python3-torchvision python3-onnx python3-pil python3-scipy)

say() { echo "build.sh: $*"; }
fail() { echo "build.sh: error: $*" >&2; exit 1; }
has() { command -v "$1" >/dev/null; }

is_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }
is_available() { [[ -n $(apt-cache madison "$1" 2>/dev/null) ]]; }

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    fail "installing packages needs root and there is no sudo; run as root: apt-get install --no-install-recommends ${missing[*]}"
  fi
}

# Installs those of the packages that are missing; nothing runs where all are there.
install() {
  local missing=() package
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  [[ ${#missing[@]} == 0 ]] && return
  say "installing ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
    install --yes --no-install-recommends "${missing[@]}"
}

# Decides where tensors come from. MSBuild reads the exported variable as its property of the same name.
choose_native_source() {
  if [[ -z ${NativeSource:-} && -z ${LIBTORCH:-} ]] && ! has_libtorch; then
    say "this machine has no libtorch and no Debian package of it: taking the NuGet packages (NativeSource=nuget)"
    say "  to use a libtorch of your own, set LIBTORCH to its folder"
    export NativeSource=nuget
  fi
}

# Whether a libtorch is installed, or can be.
has_libtorch() {
  [[ -f /usr/include/torch/csrc/api/include/torch/version.h ]] && return
  has apt-get || return
  is_available libtorch-dev && return
  # A fresh container has no package lists yet.
  local missing=("${libtorch_packages[@]}" "${native_packages[@]}")
  as_root apt-get -qq -o DPkg::Lock::Timeout=300 update || return
  is_available libtorch-dev
}

install_packages() {
  has dotnet || fail "there is no dotnet here; install the .NET SDK 10 (https://dotnet.microsoft.com/download)"
  choose_native_source
  local packages=("${native_packages[@]}")
  [[ ${NativeSource:-system} == system && -z ${LIBTORCH:-} ]] && packages+=("${libtorch_packages[@]}")
  if has apt-get && has dpkg-query; then
    install "${packages[@]}"
    if [[ ${1:-} == --with-references ]]; then
      (install "${reference_packages[@]}") || say "not all references could be installed; tests that need them are skipped"
    fi
  else
    say "no apt-get here: make sure of a C++ compiler and the headers of OpenCV (imgcodecs, imgproc, videoio), libpng and zlib"
  fi
  if [[ ${NativeSource:-system} == system ]] && ! has npm; then
    fail "there is no npm here, and ONNX Runtime comes from its registry; install Node.js, or set NativeSource=nuget"
  fi
}

msbuild() { dotnet "$@" --nologo --verbosity quiet; }

set_up() {
  install_packages "$@"
  say "restoring NuGet packages"
  msbuild restore MtlDsl.sln
  say "building the native parts"
  msbuild msbuild src/MtlDsl.Imaging -target:"BuildNativeLibrary;BuildVideoLibrary"
  if [[ ${NativeSource:-system} == system ]]; then
    msbuild msbuild src/TorchSharp.System -target:BuildTorchNative
    msbuild msbuild src/OnnxRuntime.System -target:RestoreNpm
  fi
  say "set up; tensors come from ${LIBTORCH:-$([[ ${NativeSource:-system} == system ]] && echo "the system's libtorch" || echo NuGet)}"
}

build() {
  say "building $1 ($configuration)"
  msbuild build "$1" --configuration "$configuration"
}

# All test assemblies in one run, one after the other: libtorch takes all cores for itself.
run_tests() {
  local assemblies=() project name
  for project in $(grep -l '<IsTestProject>true' tests/*/*.csproj); do
    name=$(basename "$project" .csproj)
    # It tests what NativeSource=nuget does without.
    [[ ${NativeSource:-system} == nuget && $name == TorchSharp.System.Tests ]] && continue
    assemblies+=("tests/$name/bin/$configuration/net10.0/$name.dll")
  done
  rm -rf "$results"
  say "testing ${#assemblies[@]} assemblies"
  local status=0
  dotnet test "${assemblies[@]}" --logger "console;verbosity=minimal" --logger "trx;LogFileName=all.trx" --results-directory "$results" || status=$?
  sum_up "$status"
}

# Prints the closing line; fails where a test did, or none ran.
sum_up() {
  local status=$1 total=0 passed=0 failed=0 skipped counters
  if counters=$(grep -o '<Counters [^>]*' "$results/all.trx" 2>/dev/null); then
    total=$(count total) passed=$(count passed) failed=$(count failed)
  fi
  skipped=$((total - passed - failed))
  if [[ $total == 0 ]]; then
    say "no test ran"
    status=1
  elif [[ $status != 0 && $failed == 0 ]]; then
    say "the test run broke off (exit code $status)"
    failed=1
  fi
  echo "$passed passed, $failed failed, $skipped skipped"
  return "$status"
}

count() { sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<<"$counters"; }

usage() { sed -n '2,/^set -euo/{/^set/d;s/^# \{0,1\}//;p}' "$0"; }

command=${1:-help}
[[ $# == 0 ]] || shift
case $command in
  setup)
    [[ $# == 0 || $* == --with-references ]] || fail "setup knows --with-references only, not '$*'"
    set_up "$@"
    ;;
  build)
    install_packages
    build MtlDsl.sln
    ;;
  test)
    install_packages
    build MtlDsl.sln
    run_tests
    ;;
  renew)
    install_packages
    build MtlDsl.sln
    MTLDSL_RENEW=1 dotnet test tests/MtlDsl.{Documentation,Generators,Models}.Tests/bin/$configuration/net10.0/MtlDsl.*.Tests.dll \
      --filter "FullyQualifiedName~LanguageReferenceTests|FullyQualifiedName~SnapshotTests|FullyQualifiedName~EstimateTests|FullyQualifiedName~FigureTests"
    ;;
  demo)
    install_packages
    build examples/QuickStart
    dotnet run --project examples/QuickStart --configuration "$configuration" --no-build -- demo "$@"
    ;;
  help | --help | -h) usage ;;
  *)
    usage >&2
    fail "there is no command '$command'"
    ;;
esac
