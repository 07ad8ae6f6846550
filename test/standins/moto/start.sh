#!/usr/bin/env bash
# moto (S3, Glue, SQS, Scheduler, ... without AWS): stays in the foreground, prints its endpoint when it answers, ends on
# SIGTERM or SIGINT. Needs python3 with pip. It may not listen beyond loopback.
set -euo pipefail
version=5.2.5
cache=${HEADCOUNT_STANDINS:-$HOME/.cache/headcount-standins}; home=$cache/moto-$version; port=${MOTO_PORT:-5000}
for tool in python3 curl; do command -v "$tool" > /dev/null || { echo "moto cannot run here: $tool is missing" >&2; exit 69; }; done
if [ ! -e "$home/ready" ]; then
  python3 -m pip --version > /dev/null 2>&1 || { echo 'moto cannot run here: pip of python3 is missing' >&2; exit 69; }
  mkdir -p "$cache"; draft=$(mktemp -d "$cache/.moto-XXXXXX")
  python3 -m pip install -q --disable-pip-version-check --target "$draft" "moto[server]==$version" >&2
  touch "$draft/ready"
  # Another process may have been first: a folder is either whole or not there.
  [ -e "$home/ready" ] && rm -rf "$draft" || { rm -rf "$home"; mv "$draft" "$home"; }
fi
PYTHONPATH=$home python3 -c 'from moto.server import main; main()' -H 127.0.0.1 -p "$port" > /dev/null 2>&1 &
pid=$!; trap 'kill $pid 2>/dev/null || true; wait $pid 2>/dev/null || true' EXIT; trap 'exit 0' TERM INT
[ -z "${UNTIL_STDIN_ENDS:-}" ] || { exec 3<&0; { cat <&3 > /dev/null; kill -TERM $$; } & }
for _ in $(seq 300); do curl -sf -o /dev/null "http://127.0.0.1:$port/moto-api/data.json" && break; kill -0 $pid; sleep 0.1; done
echo "AWS_ENDPOINT_URL=http://127.0.0.1:$port"
wait $pid
