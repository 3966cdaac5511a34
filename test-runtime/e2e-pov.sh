#!/usr/bin/env bash
# Has proofs of validity of this suite judged by cumulus-pov-validator, as published: honest ones must be
# accepted, forged ones refused. The tool only says so in its log, so the log is read.
#
# The tool is built once, outside of the clone: into SPEC_MESSAGING_CACHE, by default ~/.cache/spec-messaging.
# What it judged stays in target/povs.
set -euo pipefail
cd "$(dirname "$0")/.."

version=0.15.0
cache=${SPEC_MESSAGING_CACHE:-$HOME/.cache/spec-messaging}
validator=$cache/bin/cumulus-pov-validator
fail() {
	echo "e2e-pov: error: $*" >&2
	exit 1
}

# The tool does not know its version; cargo does.
if ! [ -x "$validator" ] || ! grep -qF "cumulus-pov-validator $version " "$cache/.crates.toml" 2>/dev/null; then
	echo "e2e-pov: building cumulus-pov-validator $version into $cache (about a quarter of an hour on two cores)" >&2
	SKIP_WASM_BUILD=1 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
		cargo install cumulus-pov-validator --version "$version" --locked --root "$cache"
fi

target=${CARGO_TARGET_DIR:-target}
povs=$target/povs
rm -rf "$povs"
mkdir -p "$povs"
cargo build --locked --workspace --bin povs
"$target/debug/povs" "$povs"

judged=0
wrong=0
for pov in "$povs"/*.pov; do
	name=$(basename "$pov" .pov)
	IFS=. read -r code expected what <<<"$name"
	log=$(NO_COLOR=1 "$validator" --validation-code "$povs/$code.wasm" --pov "$pov" 2>&1) ||
		fail "the tool failed on $name: $log"
	if grep -qF "Validation was successful" <<<"$log"; then
		verdict=accepted
	elif grep -qF "Validation failed" <<<"$log"; then
		verdict=refused
	else
		fail "the tool says neither yes nor no to $name: $log"
	fi
	printf '%-8s %-9s %s\n' "$code" "$verdict" "$what"
	if [ "$verdict" != "$expected" ]; then
		wrong=$((wrong + 1))
		printf 'should be %s; the tool says:\n%s\n' "$expected" "$log"
	fi
	judged=$((judged + 1))
done
[ "$judged" -ge 30 ] || fail "only $judged PoVs were exported"
[ "$wrong" = 0 ] || fail "$wrong of $judged verdicts are wrong"
echo "$judged proofs of validity, every verdict as expected"
