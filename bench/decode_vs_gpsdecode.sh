#!/usr/bin/env bash
# Whole processes, file to JSON lines: `detente decode` beside `gpsdecode -j`, alternating, the median of each and the ratio.
# Both read the feed from standard input, repeated to some 850,000 sentences. Needs gpsd-clients.
set -euo pipefail

if [[ "${1:-}" == "--help" || $# -gt 2 ]]; then
  echo "usage: bench/decode_vs_gpsdecode.sh [DETENTE [RECORDING]]"
  sed -n '2,3s/^# //p' "$0"
  [[ "${1:-}" == "--help" ]] && exit 0 || exit 2
fi

here=$(cd "$(dirname "$0")/.." && pwd)
detente=${1:-$here/build/release/detente}
recording=${2:-$here/../shared/data/ais/aishub_nmea-sample_85k.txt.gz}
rounds=7
if ! command -v gpsdecode >/dev/null; then
  echo "SKIPPED: gpsdecode (Debian package gpsd-clients) is not here"
  exit 77
fi
for file in "$detente" "$recording"; do
  [[ -r "$file" ]] || { echo "SKIPPED: $file is not here"; exit 77; }
done

feed=$(mktemp)
trap 'rm -f "$feed"' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do
  if [[ "$recording" == *.gz ]]; then gzip -dc "$recording"; else cat "$recording"; fi
done >"$feed"

# Seconds of processor and of wall clock that a command takes on the feed.
measure() {
  local TIMEFORMAT='%U %S %R'
  { time "$@" <"$feed" >/dev/null 2>&1; } 2>&1 | awk '{ printf "%.3f %.3f\n", $1 + $2, $3 }'
}

ours=$(mktemp) theirs=$(mktemp)
trap 'rm -f "$feed" "$ours" "$theirs"' EXIT
for ((round = 0; round < rounds; ++round)); do
  measure gpsdecode -j >>"$theirs"
  measure "$detente" decode --from - >>"$ours"
done

median() { cut -d ' ' -f "$2" "$1" | sort -n | sed -n "$(((rounds + 1) / 2))p"; }
lines=$(wc -l <"$feed")
echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores; $(gpsdecode -V 2>&1)"
echo "feed: $(basename "$recording") ten times, $lines sentences; median of $rounds alternating runs, in seconds"
for which in ours theirs; do
  printf '%-8s processor %s, wall clock %s\n' "$which" "$(median "${!which}" 1)" "$(median "${!which}" 2)"
done
awk -v ours="$(median "$ours" 1)" -v theirs="$(median "$theirs" 1)" -v lines="$lines" \
  'BEGIN { printf "ratio    %.1f (processor); ours %.2f, theirs %.2f million sentences a second\n", theirs / ours, lines / ours / 1e6, lines / theirs / 1e6 }'
