#!/usr/bin/env bash
# Follows "Adopt it today with a runtime upgrade" of the README in a runtime that is not ours: takes a published
# one out of the registry, applies adopt.diff and runs cargo in the result.
#
#     adopt.sh apply         the diff applies, and cargo finds all that it asks for
#     adopt.sh check         and the runtime compiles, and so do its tests
#     adopt.sh test          and two chains of it pay each other
#     adopt.sh build         and it becomes wasm
#     adopt.sh diff          writes adopt.diff (or swap.diff) anew, from the copy as it was edited
#
# With SWAP=1 swap.diff goes on top of adopt.diff: xcmp-queue is out, and pallet-spec-xcmp stands in its place.
#
# The parachain template itself is not published. This is the published runtime that is wired like it: the same
# pallets out of the same umbrella crate, xcmp-queue, a stock `validate_block`.
set -euo pipefail

crate=yet-another-parachain-runtime
version=0.16.0
sha256=9b39e5f12c4f3cfb0a12d1b37650e2001c31f5601436ef975175ab1884095929

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
work=$CARGO_TARGET_DIR/template
runtime=$work/runtime
driver=$work/adopted
step=${1:-check}

# Asking about a version makes cargo download it, and nothing else.
archive() { find "${CARGO_HOME:-$HOME/.cargo}/registry/cache" -name "$crate-$version.crate" -print -quit; }
[ -n "$(archive)" ] || cargo info --quiet "$crate@$version" >/dev/null
echo "$sha256  $(archive)" | sha256sum --check --quiet

# As published, into the directory that is given.
unpack() { tar -xzf "$(archive)" -C "$1" --strip-components 1; }

adopt() {
	rm -rf "$work"
	mkdir -p "$runtime" "$driver/src"
	# A runtime beside a checkout of this repository, as the paths in the diff have it.
	ln -s "$root" "$work/speculative-messaging"
	unpack "$runtime"
	patch --directory "$runtime" --strip 1 --fuzz 0 --quiet <"$here/adopt.diff"
	[ -z "${SWAP:-}" ] || patch --directory "$runtime" --strip 1 --fuzz 0 --quiet <"$here/swap.diff"
	# What was compiled for the workspace is not compiled again: same profile, same versions. Crates that only
	# the runtime has keep the versions that it was published with.
	touch "$driver/src/lib.rs"
	{
		cat "$here/adopted.toml"
		sed -n '/^\[profile\./,$p' "$root/Cargo.toml"
	} >"$driver/Cargo.toml"
	awk -v RS= -v ORS='\n\n' '
		NR == FNR { ours[$4]; print; next }
		/^\[\[package\]\]/ && !($4 in ours)
	' "$root/Cargo.lock" "$runtime/Cargo.lock" >"$driver/Cargo.lock"
	(cd "$driver" && cargo update --workspace --quiet)
}

# The lines that the copy differs by, one around each of them, and no dates.
changes() {
	local pristine
	pristine=$(mktemp -d)
	unpack "$pristine"
	[ -z "${SWAP:-}" ] || patch --directory "$pristine" --strip 1 --fuzz 0 --quiet <"$here/adopt.diff"
	(cd "$runtime" && find . -type f) | sed 's|^\./||' | LC_ALL=C sort | while read -r file; do
		diff --unified=1 --new-file --label "a/$file" --label "b/$file" "$pristine/$file" "$runtime/$file" || [ $? = 1 ]
	done
	rm -rf "$pristine"
}

# What the copy was made of. The checkout is among it, for a target directory may serve several.
inputs() { { echo "$root ${SWAP:-}" && cat "$0" "$here"/{adopt.diff,swap.diff,adopted.toml} "$root"/Cargo.{toml,lock}; } | sha256sum; }

if [ "$step" = diff ]; then
	written=${SWAP:+swap.diff}
	changes >"$work/changes"
	mv "$work/changes" "$here/${written:-adopt.diff}"
	inputs >"$work/inputs"
	exit
fi

# Again only if something that goes in has changed, so that cargo need not compile the same twice, and edits
# of the copy stay.
if [ "$(cat "$work/inputs" 2>/dev/null)" != "$(inputs)" ]; then
	adopt
	inputs >"$work/inputs"
fi

cd "$driver"
export SKIP_WASM_BUILD=1
case $step in
apply) ;;
check) cargo check --tests ;;
test) cargo test --test adopted ;;
build)
	unset SKIP_WASM_BUILD
	WASM_BUILD_TOOLCHAIN=$("$root/test-runtime/wasm-toolchain.sh")
	export WASM_BUILD_TOOLCHAIN WASM_BUILD_TYPE=release
	cargo build
	;;
*)
	echo "adopt: apply, check, test, build or diff, not '$step'" >&2
	exit 2
	;;
esac
