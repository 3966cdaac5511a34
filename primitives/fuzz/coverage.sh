#!/usr/bin/env bash
# Prints how much of primitives/src the committed corpora reach, together with what `make fuzz` found last.
#
# Replays them with `tests/fuzz_smoke.rs`, so the compiler is the default one and nothing but the crate and
# the harness is measured.
set -euo pipefail

# As the wrapper of the compiler, which is called for the crates of the workspace and no others.
if [ "${MEASURES:-}" = 1 ]; then
	exec "$@" -C instrument-coverage
fi

cd "$(dirname "$0")/.."
say() { echo "coverage: $*" >&2; }
fail() {
	say "error: $*"
	exit 1
}

# Profiles can be read by the LLVM that the compiler is built with: rustup's component or Debian's packages.
tools() {
	local host
	host=$(rustc -vV | sed -n 's/^host: //p')
	for tools in "$(rustc --print sysroot)/lib/rustlib/$host/bin" "/usr/lib/llvm-$llvm/bin"; do
		[ -x "$tools/llvm-cov" ] && [ -x "$tools/llvm-profdata" ] && return
	done
	return 1
}

llvm=$(rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
if ! tools; then
	say "adding llvm-tools with rustup"
	timeout 120 rustup component add llvm-tools >&2 || say "rustup can not add it"
fi
if ! tools; then
	command -v apt-get >/dev/null || fail "no apt-get: install LLVM $llvm by hand"
	[ "$(id -u)" = 0 ] && sudo="" || sudo=sudo
	say "installing llvm-$llvm"
	$sudo apt-get update >&2
	$sudo apt-get install -y --no-install-recommends "llvm-$llvm" >&2 || fail "Debian has no llvm-$llvm"
fi
tools || fail "no llvm-cov of LLVM $llvm"

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
binary=$(
	MEASURES=1 RUSTC_WORKSPACE_WRAPPER="$PWD/fuzz/coverage.sh" LLVM_PROFILE_FILE="$work/build" \
		cargo test --locked -p spec-messaging-primitives --test fuzz_smoke --no-run --message-format json |
		sed -n 's/.*"executable":"\([^"]*\)".*/\1/p'
)
test=no_recipe_of_a_corpus_or_of_the_last_finds_makes_a_target_lie
LLVM_PROFILE_FILE="$work/%p.profraw" "$binary" --exact "$test" --nocapture >&2
"$tools/llvm-profdata" merge -sparse "$work"/*.profraw -o "$work/profile"
"$tools/llvm-cov" report "$binary" -instr-profile "$work/profile" src 2>/dev/null >"$work/report"
sort "$work/report" | awk '
	BEGIN { print "| file | lines | regions |"; print "|---|---|---|" }
	{ reached = ($8 - $9) " of " $8 " | " ($2 - $3) " of " $2 " |" }
	/\.rs/ { print "| `" $1 "` | " reached }
	/^TOTAL/ { total = "| all | " reached }
	END { print total }
'
