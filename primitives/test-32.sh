#!/usr/bin/env bash
# Runs the tests of this crate where a usize has 32 bits (i686), so that no length hides a bug behind 64.
# Arguments go to `cargo test`. Says on stderr what it sets up. Safe to run again.
#
# The standard library, in this order: it is there already; rustup can add it; Debian's compiler builds it
# from its packaged sources, with the tests.
set -euo pipefail
cd "$(dirname "$0")"

target=i686-unknown-linux-gnu
say() { echo "test-32: $*" >&2; }
fail() {
	say "error: $*"
	exit 1
}

# True if C compiles for 32 bits and this kernel runs it: some dependencies have C in them.
runs_32() {
	local work
	work=$(mktemp -d)
	echo 'int main(void) { return sizeof(void *) != 4; }' >"$work/main.c"
	cc -m32 -o "$work/main" "$work/main.c" 2>/dev/null && "$work/main"
	local result=$?
	rm -r "$work"
	return $result
}

# True if the default toolchain has the target's standard library.
has_target() {
	local libdir
	libdir=$(rustc --print target-libdir --target "$target" 2>/dev/null) || return 1
	compgen -G "$libdir/libstd-*.rlib" >/dev/null
}

runs_32 || ../test-runtime/debian-packages.sh gcc-multilib
runs_32 || fail "no 32-bit program runs on this machine"

test=(test --locked --target "$target" -p spec-messaging-primitives "$@")
if ! has_target; then
	say "adding $target with rustup"
	timeout 120 rustup target add "$target" >&2 || say "rustup can not add it"
fi
if has_target; then
	exec cargo "${test[@]}"
fi
../test-runtime/debian-packages.sh rustc-web cargo-web libstd-rust-web-dev rust-web-src
say "with $(/usr/bin/rustc --version) and a standard library of its own"
# RUSTC_BOOTSTRAP: only a nightly compiler builds its standard library otherwise.
RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc exec /usr/bin/cargo -Zbuild-std "${test[@]}" \
	--target-dir "${CARGO_TARGET_DIR:-../target}/32-bit"
