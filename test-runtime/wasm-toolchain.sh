#!/usr/bin/env bash
# Makes sure that some toolchain on this machine can compile a runtime for wasm32v1-none, and prints
# that toolchain's name for WASM_BUILD_TOOLCHAIN. Says on stderr what it does. Safe to run again.
#
# In this order: the target is there already; rustup can add it; Debian's compiler and its sources.
set -euo pipefail

target=wasm32v1-none
say() { echo "wasm-toolchain: $*" >&2; }
fail() {
	say "error: $*"
	exit 1
}

# True if toolchain $1 has the target's core library.
has_target() {
	local libdir
	libdir=$(rustup run "$1" rustc --print target-libdir --target "$target" 2>/dev/null) || return 1
	compgen -G "$libdir/libcore-*.rlib" >/dev/null
}

command -v rustup >/dev/null || fail "rustup is missing: install it from your distribution or rustup.rs"
command -v cargo >/dev/null || fail "cargo is missing: rustup default stable"

if [ -n "${WASM_BUILD_TOOLCHAIN:-}" ]; then
	has_target "$WASM_BUILD_TOOLCHAIN" ||
		fail "WASM_BUILD_TOOLCHAIN=$WASM_BUILD_TOOLCHAIN has no $target: rustup target add --toolchain $WASM_BUILD_TOOLCHAIN $target"
	echo "$WASM_BUILD_TOOLCHAIN"
	exit 0
fi

# A linked toolchain prints its path behind the name.
default=$(rustup show active-toolchain | cut -d ' ' -f 1)
for toolchain in "$default" debian; do
	if has_target "$toolchain"; then
		say "toolchain $toolchain has $target"
		echo "$toolchain"
		exit 0
	fi
done

say "adding $target to toolchain $default with rustup"
if timeout 120 rustup target add --toolchain "$default" "$target" >&2; then
	echo "$default"
	exit 0
fi

say "rustup can not add it; building it from Debian's packaged compiler"
"$(dirname "$0")"/debian-packages.sh rustc-web cargo-web libstd-rust-web-dev rust-web-src lld ||
	fail "install a Rust toolchain with target $target by hand"
[ "$(id -u)" = 0 ] && sudo="" || sudo=sudo

# Compile core and alloc from the packaged sources once; from then on the target is installed. With
# bitcode, because the wasm builder links with LTO.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
cat >"$work/Cargo.toml" <<'TOML'
[package]
name = "wasm-core"
version = "0.0.0"
edition = "2021"

[workspace]
TOML
cat >"$work/src/lib.rs" <<'RUST'
#![no_std]
extern crate alloc;
pub fn used() -> alloc::vec::Vec<u8> {
	alloc::vec![1]
}
RUST
say "compiling core and alloc for $target (about 20 s)"
(
	cd "$work"
	RUSTFLAGS="-C embed-bitcode=yes" RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc /usr/bin/cargo build --release \
		-Zbuild-std=core,alloc --target "$target" --target-dir "$work/target" \
		--config "target.$target.linker=\"wasm-ld\"" >&2
) || fail "core does not compile for $target with $(/usr/bin/rustc --version)"
library=/usr/lib/rustlib/$target/lib
host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
$sudo mkdir -p "$library" "/usr/lib/rustlib/$host/bin"
for crate in core alloc compiler_builtins; do
	$sudo cp "$work/target/$target/release/deps/lib$crate-"*.rlib "$library/"
done
$sudo ln -sf /usr/bin/lld "/usr/lib/rustlib/$host/bin/rust-lld"
rustup toolchain link debian /usr >&2
has_target debian || fail "the linked toolchain still has no $target"
say "toolchain debian has $target now"
echo debian
