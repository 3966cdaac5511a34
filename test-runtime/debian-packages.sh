#!/usr/bin/env bash
# Installs the Debian packages that are named, unless they are there. Says on stderr what it does.
set -euo pipefail
say() { echo "debian-packages: $*" >&2; }

dpkg -s "$@" >/dev/null 2>&1 && exit
if ! command -v apt-get >/dev/null; then
	say "error: no apt-get: install by hand what Debian calls $*"
	exit 1
fi
[ "$(id -u)" = 0 ] && sudo="" || sudo=sudo
say "installing $*"
$sudo apt-get update >&2
if ! $sudo apt-get install -y --no-install-recommends "$@" >&2; then
	say "error: missing: $*"
	exit 1
fi
