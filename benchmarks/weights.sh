#!/usr/bin/env bash
# Measures the weights of all pallets in the wasm test runtime and writes them into the tree.
#
# STEPS, REPEAT and ROUNDS choose how thoroughly, PALLETS which ones. Nothing else should run meanwhile: of each point the
# faster half of all rounds is kept, so one round in two may be disturbed. frame-omni-bencher is built once, outside of the clone: into
# SPEC_MESSAGING_CACHE, by default ~/.cache/spec-messaging.
set -euo pipefail
cd "$(dirname "$0")/.."

version=0.28.0
cache=${SPEC_MESSAGING_CACHE:-$HOME/.cache/spec-messaging}
bencher=$cache/bin/frame-omni-bencher
# As in e2e-pov.sh: cargo knows which version is installed.
if ! [ -x "$bencher" ] || ! grep -qF "frame-omni-bencher $version " "$cache/.crates.toml" 2>/dev/null; then
	echo "weights: building frame-omni-bencher $version into $cache (about half an hour on two cores)" >&2
	# Its database and its network are in part C and C++, read with libclang.
	test-runtime/debian-packages.sh clang libclang-dev protobuf-compiler
	SKIP_WASM_BUILD=1 cargo install frame-omni-bencher --version "$version" --locked --root "$cache"
fi

# Both at once: another set of packages is another set of features, and builds the tree again.
cargo build --locked -p spec-messaging-test-runtime -p spec-messaging-benchmarks --lib --bin accuracy \
	--features spec-messaging-test-runtime/runtime-benchmarks
target=${CARGO_TARGET_DIR:-target}
runtime=$target/debug/wbuild/spec-messaging-test-runtime/spec_messaging_test_runtime.wasm
measured=$target/weights
mkdir -p "$measured"
pallets=${PALLETS:-outbox inbox query xcmp}
count=${ROUNDS:-2}
bench() { "$bencher" v1 benchmark pallet --runtime "$runtime" "$@"; }

for round in $(seq "$count"); do
	for pallet in $pallets; do
		# What is read and written is the same in every round: the first writes it into the tree.
		written=(--template benchmarks/weights.hbs --output "pallets/spec-$pallet/src/weights.rs")
		[ "$round" = 1 ] || written=()
		bench --genesis-builder-preset development --default-pov-mode measured --pallet "pallet_spec_$pallet" --extrinsic "" \
			--steps "${STEPS:-10}" --repeat "${REPEAT:-3}" --json-file "$measured/$pallet-$round.json" "${written[@]}"
	done
done

corrected=()
for pallet in $pallets; do
	rounds=()
	for round in $(seq "$count"); do rounds+=("$measured/$pallet-$round.json"); done
	"$target/debug/accuracy" merge "$measured/$pallet.json" "${rounds[@]}"
	# The models of all rounds, for a program to read.
	bench --json-input "$measured/$pallet.json" --template benchmarks/model.hbs --output "$measured/$pallet-models.json"
	corrected+=("$measured/$pallet.json" "$measured/$pallet-models.json" "pallets/spec-$pallet/src/weights.rs")
done
"$target/debug/accuracy" correct "${corrected[@]}"
