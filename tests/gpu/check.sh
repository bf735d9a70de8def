#!/usr/bin/env bash
# For a machine with a GPU: training, evaluation and resumption there beside the CPU's.
#
#     tests/gpu/check.sh           an NVIDIA GPU
#     tests/gpu/check.sh mps       the GPU of an Apple computer
set -euo pipefail
cd "$(dirname "$0")/../.."

device=${1:-cuda}
case $device in
  cuda) build=(-c Release -p:Device=cuda) ;;
  mps) build=(-c Release) ;;
  *) echo "usage: $0 [cuda|mps]" >&2; exit 2 ;;
esac
runs=$(mktemp -d)
trap 'rm -r "$runs"' EXIT

step() { printf '\n== %s\n' "$*"; }
program() { dotnet run "${build[@]}" --project examples/QuickStart -- "$@"; }

# First of all what says so where the device is missing: tests are skipped then.
step "training on $device"
program train --device "$device" --run "$runs/there" --iterations 200
step "the same on the CPU; compare losses and images/s"
program train --device cpu --run "$runs/here" --iterations 200

step "what was trained on $device, measured there and on the CPU"
program evaluate --device "$device" --run "$runs/there"
program evaluate --device cpu --run "$runs/there"

step "torch on $device against ONNX Runtime"
program export --device "$device" --run "$runs/there"
program verify --device "$device" --run "$runs/there"

if [ "$device" = cuda ]; then
  step "ONNX Runtime on the GPU: time and memory"
  program benchmark --provider Cuda --rounds 30
fi

step "step by step against the CPU: optimisers, balancing, pacing, averages, random numbers, runs that go on on the other device"
dotnet test "${build[@]}" tests/MtlDsl.Models.Tests --filter "Category=OnGpu"
dotnet test "${build[@]}" tests/MtlDsl.Training.Tests --filter "FullyQualifiedName~Devices"
