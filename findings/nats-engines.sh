#!/usr/bin/env bash
# @nats-io/transport-node 3.4.0 says that it runs on Node.js >= 18.0.0, but cannot be installed there where engines are held to.
#
# Both it and its own @nats-io/nats-core 3.4.0 pin @nats-io/nuid 3.0.0, which asks for Node.js >= 22.x. npm only warns by default; with
# `engine-strict=true`, as many shops have it in CI, the installation ends with EBADENGINE on Node.js 20. 3.3.1 pins nuid 2.0.3 (>= 18.x).
#
# Seen: 3.4.0: >= 18.0.0, with nuid 3.0.0 >= 22.x; 3.3.1: >= 18.0.0, with nuid 2.0.3 >= 18.x.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
seen=
look() {
  mkdir "$folder/$1"
  cd "$folder/$1"
  npm init -y >/dev/null
  npm install --silent --no-audit --no-fund --ignore-scripts "$2" >/dev/null 2>&1
  seen+=$(node -p '
    const read = (name) => require(process.cwd() + "/node_modules/@nats-io/" + name + "/package.json");
    const [node, nuid] = [read("transport-node"), read("nuid")];
    `${node.version}: ${node.engines.node}, with nuid ${nuid.version} ${nuid.engines.node}; `
  ')
}
look 3.4.0 @nats-io/transport-node@3.4.0
look 3.3.1 @nats-io/transport-node@3.3.1
echo "$seen"
[ "$seen" = "3.4.0: >= 18.0.0, with nuid 3.0.0 >= 22.x; 3.3.1: >= 18.0.0, with nuid 2.0.3 >= 18.x; " ]
