#!/usr/bin/env bash
# DynamoDB Local (AWS's own), in memory: stays in the foreground, prints its endpoint when it answers, ends on SIGTERM or
# SIGINT. Needs mvn and Java 17 or later. It may not keep anything on disk.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
version=3.3.1
cache=${HEADCOUNT_STANDINS:-$HOME/.cache/headcount-standins}; home=$cache/dynamodb-$version; port=${DYNAMODB_PORT:-8000}
for tool in java curl; do command -v "$tool" > /dev/null || { echo "DynamoDB Local cannot run here: $tool is missing" >&2; exit 69; }; done
if [ ! -e "$home/ready" ]; then
  command -v mvn > /dev/null || { echo 'DynamoDB Local cannot be installed here: mvn is missing' >&2; exit 69; }
  mkdir -p "$cache"; draft=$(mktemp -d "$cache/.dynamodb-XXXXXX")
  mvn -q -B -f "$here/pom.xml" -Dout="$draft" dependency:copy-dependencies >&2
  touch "$draft/ready"
  [ -e "$home/ready" ] && rm -rf "$draft" || { rm -rf "$home"; mv "$draft" "$home"; }
fi
# It leaves files where it is started.
place=$(mktemp -d); cd "$place"
java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.library.path="$home" -cp "$home/*" \
  software.amazon.dynamodb.services.local.main.ServerRunner -inMemory -sharedDb -port "$port" > /dev/null 2>&1 &
pid=$!; trap 'kill $pid 2>/dev/null || true; wait $pid 2>/dev/null || true; rm -rf "$place"' EXIT; trap 'exit 0' TERM INT
[ -z "${UNTIL_STDIN_ENDS:-}" ] || { exec 3<&0; { cat <&3 > /dev/null; kill -TERM $$; } & }
for _ in $(seq 300); do curl -s -o /dev/null "http://127.0.0.1:$port/" && break; kill -0 $pid; sleep 0.1; done
echo "AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:$port"
wait $pid
