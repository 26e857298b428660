#!/usr/bin/env bash
# Drives the built app from outside, in Chromium. The last line is the sum.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

out=$(mktemp)
practice=$(mktemp -d)
trap 'rm -rf "$out" "$practice"' EXIT
export FORECOURT_BIN=${FORECOURT_BIN:-${CARGO_TARGET_DIR:-$PWD/target}/debug/forecourt}
# Made once: every test that needs the practice store begins with a copy.
export FORECOURT_PRACTICE=$practice
node --input-type=module -e "import { makePractice } from './tests/e2e/ui-app.mjs'; await makePractice('$practice');" || exit 1
# One file after the other: each starts apps and a browser of its own, and two processors are soon full.
node --test --test-concurrency=1 --test-reporter=spec --test-reporter-destination=stdout \
  --test-reporter=tap --test-reporter-destination="$out" tests/e2e/*.test.mjs
tally() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$out" | tail -n 1; }
passed=$(tally pass)
failed=$(tally fail)
printf '%d passed, %d failed\n' "${passed:-0}" "${failed:-1}"
[ "${failed:-1}" = 0 ]
