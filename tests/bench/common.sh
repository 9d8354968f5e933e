# Sourced by the benchmarks of this folder, from the top of the checkout: the programs, a folder of
# its own, the imported province, the server. The caller has set $name (for messages) and $root (a code),
# or needs_province=no.
# CHIBO_DATA: folder that holds hoa-binh/ (default ../shared/data beside the repository)
# CHIBO_BENCH_BUILD: build folder (default build-bench); TMPDIR: where the data folder is made
data=${CHIBO_DATA:-../shared/data}/hoa-binh
build=${CHIBO_BENCH_BUILD:-build-bench}
jobs=${CHIBO_JOBS:-$(nproc 2>/dev/null || echo 1)}

die() { echo "$name: $*" >&2; exit 1; }
[ "${needs_province:-yes}" = no ] || [ -f "$data/members.csv.gz" ] || die "no $data: set CHIBO_DATA to the folder that holds hoa-binh/"
mkdir -p "$build/bench"
{ cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release && cmake --build "$build" --target chibo -j"$jobs" &&
    cmake -S tests/bench -B "$build/bench" && cmake --build "$build/bench" -j"$jobs"; } >"$build/bench.log" 2>&1 ||
    { tail -n 30 "$build/bench.log" >&2; die "the build failed"; }
chibo=$build/chibo bin=$build/bench

work=$(mktemp -d) || exit 1
store=$work/data server="" others="" # others: processes that end with this one
finish() {
    for pid in $others $server; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

field() { sed -n "s/.*$1=\([0-9.]*\).*/\1/p" <<<"$2"; } # NAME LINE
median() { printf '%s\n' "$@" | sort -g | awk '{v[NR]=$1} END{print NR % 2 ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'; }
ratio() { awk -v a="$1" -v b="$2" -v f="${3:-%.3f}" 'BEGIN{printf f, (b > 0 ? a / b : 0)}'; }
row() { printf '%-58s %12s  %s\n' "$1" "$2" "${3:-}"; }
title() { printf '\n%s\n' "$1"; }
rss_mib() { awk '/^VmRSS:/{printf "%.1f", $2 / 1024}' "/proc/$1/status"; }

start_server() {
    : >"$work/out" # the process before it wrote its port there, too
    # its log, a line a request, would fill the disk that the writes are measured on
    "$chibo" serve --data "$store" --listen 127.0.0.1:0 --workers "$(nproc)" >"$work/out" 2>/dev/null &
    server=$!
    for _ in $(seq 200); do
        port=$(sed -n 's#^chibo: listening on http://127.0.0.1:##p' "$work/out")
        [ -n "$port" ] && return
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    die "the server does not start"
}
stop_server() { kill "$server" && wait "$server"; server=""; }
load() { "$bin/load" "$port" "$@"; }
ids() { load 1 show GET "$1" "$token" | grep -o '{"id":[0-9]*' | cut -d: -f2 | tr '\n' ' '; }

# The four files of the province, each timed; then $token for an office of the whole of it.
import_province() {
    for kind in organizations members discipline targets; do
        file=$data/$kind.csv
        [ -f "$file" ] || file=$file.gz
        "$bin/measure" "$work/measured" "$chibo" import --data "$store" "$kind" "$file" >"$work/import" 2>&1 ||
            { tail -n 5 "$work/import" >&2; die "the import of $kind failed"; }
        m=$(<"$work/measured")
        row "import $kind" "$(field seconds "$m") s" "$(field rss_mib "$m") MiB, $(field cpu_seconds "$m") s of CPU; $(tail -n 1 "$work/import")"
    done
    token=$("$chibo" token add --data "$store" --name bench --role office --org "$root") || die "no token"
}
