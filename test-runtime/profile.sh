#!/usr/bin/env bash
# Counts the instructions of each function in one block of 1,000 messages of 128 bytes: profile.sh receiver-32.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
directory=$target/profile
mkdir -p "$directory"
"$target/debug/compare" --keep "$directory" --peers "${1#*-}"
# Only what executes the block counts, not what reads it from the file.
valgrind --tool=callgrind --callgrind-out-file="$directory/$1.out" --collect-atstart=no \
	--toggle-collect='*compare::profile::execute*' \
	"$target/debug/compare" --replay "$directory/$1.block" 2>"$directory/$1.log"
callgrind_annotate --inclusive=yes --threshold="${THRESHOLD:-99}" "$directory/$1.out"
