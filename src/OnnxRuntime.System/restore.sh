#!/bin/sh
# restore.sh <folder>: brings its node_modules to the state of its package-lock.json. Does nothing when it is there already, and waits for a
# run of another build node, so that two of them never empty the folder under each other.
set -eu
cd "$(dirname "$0")/$1"
exec 9<package-lock.json
flock 9

if cmp -s package-lock.json node_modules/.restored; then
    touch node_modules/.restored
    exit 0
fi

if ! command -v npm >/dev/null; then
    echo "error : ONNX Runtime comes from the npm registry and there is no npm here; install Node.js, or build with -p:NativeSource=nuget." >&2
    exit 1
fi
npm ci --loglevel=error
cp package-lock.json node_modules/.restored
