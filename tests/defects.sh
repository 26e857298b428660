#!/usr/bin/env bash
# Puts each defect of tests/defects into a copy of the repository and runs the one proof that its first lines name, which
# must fail: a proof that cannot fail proves nothing. FORECOURT_SEEDS=from..to takes some of them, by their place in the
# alphabet. The copy is of the last commit; copy and build lie outside the repository and are used again.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

place=${FORECOURT_DEFECTS:-${XDG_CACHE_HOME:-$HOME/.cache}/forecourt/defects}
tree=$place/tree
export CARGO_TARGET_DIR=$place/target
# A copy that is built once for each defect has no use for what would make the next build of the same file faster.
export CARGO_INCREMENTAL=0
patches=(tests/defects/*.patch)
patches=("${patches[@]/#/$PWD/}")
range=${FORECOURT_SEEDS:-0..${#patches[@]}}
unset FORECOURT_SEEDS

header() { sed -n "s/^$2: //p;/^diff --git/q" "$1" | head -n 1; }

mkdir -p "$place"
git worktree remove --force "$tree" 2>/dev/null
git worktree prune
git worktree add --quiet --detach "$tree" HEAD || exit 1
trap 'git worktree remove --force "$tree"' EXIT
# What the programs serve; a defect of the interface is none of these.
mkdir -p "$tree/ui/dist"
if [ -d ui/dist ]; then cp -r ui/dist/. "$tree/ui/dist/"; else echo '<!doctype html>' >"$tree/ui/dist/index.html"; fi

# Says what became of one defect: caught, or why not.
try() {
  local patch=$1 log=$place/${1##*/}.log
  cd "$tree" || return 1
  git checkout --quiet -- . && git apply "$patch" || { echo "does not apply"; return 1; }
  local words
  read -ra words <<<"$(header "$patch" Run)"
  : >"$log"
  # Proofs over processes run the programs as they lie there.
  if [ -n "$(header "$patch" Programs)" ]; then
    cargo build --workspace --bins --locked >>"$log" 2>&1 || { echo "does not build: $log"; return 1; }
  fi
  cargo test --locked "${words[@]}" --no-run >>"$log" 2>&1 || { echo "does not build: $log"; return 1; }
  local seeds
  seeds=$(header "$patch" Seeds)
  if timeout 900 env ${seeds:+FORECOURT_SEEDS="$seeds"} cargo test --locked "${words[@]}" -- "$(header "$patch" Law)" \
    >>"$log" 2>&1; then
    echo "NOT CAUGHT: $log"
    return 1
  fi
  grep -q '^test result: FAILED' "$log" || { echo "did not run: $log"; return 1; }
  echo caught
}

missed=0
printf '%-28s %-6s %-44s %s\n' defect proof law verdict
for ((nth = ${range%..*}; nth < ${range#*..} && nth < ${#patches[@]}; nth++)); do
  patch=${patches[nth]}
  verdict=$(try "$patch") || missed=$((missed + 1))
  printf '%-28s %-6s %-44s %s\n' "$(basename "$patch" .patch)" "$(header "$patch" Proof)" "$(header "$patch" Law)" "$verdict"
done
[ "$missed" = 0 ]
