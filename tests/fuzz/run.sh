#!/usr/bin/env bash
# Proof 7 by libFuzzer: each round gives one of the targets a minute, from the round's seed, on top of what earlier rounds
# found (target/fuzz-corpus). FORECOURT_SEEDS=from..to tells the rounds; without it each target has one.
#
# Needs no nightly compiler and no cargo-fuzz: what instruments the code are options of the stable one. The sanitizers,
# which are not, are not used: the code under test has no `unsafe`.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

readonly TARGETS=(frame envelope guard)
readonly SECONDS_EACH=${FORECOURT_FUZZ_SECONDS:-60}
host=$(rustc -vV | sed -n 's/^host: //p')
out=${CARGO_TARGET_DIR:-$PWD/target}

# With --target, so that build scripts are built without them.
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
# The same versions as the product's, and what libFuzzer itself needs.
cp Cargo.lock tests/fuzz/Cargo.lock
cargo build --quiet --release --manifest-path tests/fuzz/Cargo.toml --target "$host" --target-dir "$out/fuzz" || exit 1

# What real devices and relays said to each other, to begin with.
seed_frames() {
  perl -e 'my ($from, $to) = @ARGV; open my $in, "<", $from or die;
           while (<$in>) { / (?:to_relay|to_device) ([0-9a-f]+)$/ or next; open my $out, ">", "$to/said-$." or die;
                           binmode $out; print $out pack "H*", $1 }' tests/fixtures/first/frames.txt "$1"
}

range=${FORECOURT_SEEDS:-0..${#TARGETS[@]}}
for ((round = ${range%..*}; round < ${range#*..}; round++)); do
  target=${TARGETS[round % ${#TARGETS[@]}]}
  corpus=$out/fuzz-corpus/$target
  mkdir -p "$corpus" "$out/fuzz-found"
  if [ "$target" = frame ]; then seed_frames "$corpus"; fi
  log=$out/fuzz-found/$target.log
  printf '%s, round %s: ' "$target" "$round"
  if "$out/fuzz/$host/release/$target" -seed=$((round + 1)) -max_total_time="$SECONDS_EACH" -rss_limit_mb=512 -timeout=10 \
    -max_len=4096 -print_final_stats=1 -verbosity=0 -artifact_prefix="$out/fuzz-found/$target-" "$corpus" >"$log" 2>&1; then
    sed -n 's/^stat::\(number_of_executed_units\|peak_rss_mb\): */\1 /p' "$log" | paste -sd ' '
  else
    tail -n 30 "$log"
    exit 1
  fi
done
