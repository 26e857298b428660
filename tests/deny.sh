#!/usr/bin/env bash
# What the programs are made of, by cargo-deny: licences, sources, what may not be in there, and known holes. The list of
# holes is fetched from github.com/rustsec; where that cannot be reached it is said, and fails where nobody would read it.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

tools=${CARGO_TARGET_DIR:-$PWD/target}/tools
if [ ! -x "$tools/bin/cargo-deny" ]; then
  cargo install --quiet --locked --root "$tools" cargo-deny || exit 1
fi
deny() { "$tools/bin/cargo-deny" --locked "$@"; }

deny --offline check bans licenses sources || exit 1
if deny check advisories; then exit 0; fi
# It was either a hole or the network: the list as it was fetched before tells holes, and where there is none it was not.
if deny fetch db >/dev/null 2>&1; then exit 1; fi
printf '\n\n  NOT CHECKED: the list of known holes could not be fetched from github.com/rustsec.\n\n\n' >&2
[ -z "${CI:-}" ]
