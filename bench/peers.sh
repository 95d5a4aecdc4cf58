#!/bin/sh
# Installs what others read rate files and X12 with, for the bench to run beside Quarterhour: Debian's packages, npm's, and the scripts of ../shared/bench, into artifacts/peers.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
scripts=$root/../shared/bench peers=$root/artifacts/peers
[ -d "$scripts" ] || { echo "bench/peers.sh: the peers' scripts are in ../shared/bench, which is not here" >&2; exit 2; }
apt-get update -qq
apt-get install -y -qq isal pigz gzip python3-ijson libsimdjson-dev g++ >/dev/null
command -v npm >/dev/null || apt-get install -y -qq nodejs npm >/dev/null
mkdir -p "$peers"
cp "$scripts"/*.mjs "$scripts"/*.py "$scripts"/*.cpp "$peers"
cd "$peers"
[ -f package.json ] || echo '{"private":true}' >package.json
npm install --silent --no-fund --no-audit @duckdb/node-api@1.5.6-r.1 chdb@3.4.0 node-x12@1.7.1 x12-parser@1.3.0
g++ -O3 -march=native -std=c++17 mrf_simdjson.cpp -lsimdjson -o mrf_simdjson
echo "installed in $peers"
