#!/usr/bin/env bash
# Runs chopsticks.mjs: installs its packages, exports two raw chain specs, and lets it go. Needs node 20 or
# newer with npm, and the binaries of `make e2e-chopsticks`.
set -euo pipefail
cd "$(dirname "$0")"

command -v npm >/dev/null || {
	echo "npm is missing: install node 20 or newer" >&2
	exit 1
}
target=${CARGO_TARGET_DIR:-$PWD/../../target}
work=$target/e2e
mkdir -p "$work"

# A copy, so that node_modules does not lie in the tree.
cp package.json package-lock.json chopsticks.mjs "$work"
if ! cmp -s package-lock.json "$work/installed.json"; then
	# Not `npm ci`: a lock file without addresses leaves out what is for other platforms, and `ci` wants all of it.
	(cd "$work" && npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error)
	cp package-lock.json "$work/installed.json"
fi
"$target/debug/raw_spec" 2000 2001 >"$work/2000.json"
"$target/debug/raw_spec" 2001 2000 >"$work/2001.json"
# What chopsticks has to say about every block would bury what the script says.
export LOG_LEVEL=${LOG_LEVEL:-error}
exec node "$work/chopsticks.mjs" "$work/2000.json" "$work/2001.json" "$target/debug/spec-messaging-relayer"
