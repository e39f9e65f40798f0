#!/usr/bin/env bash
# The build of Medusa 2.21.2 leaves out every folder named `test`, wherever it stands: a route `src/api/orders/[id]/test/route.ts` is
# compiled away without a word, and its URL answers 404 in production.
#
# The list of what a backend's build ignores is meant for the project's own folders of tests (`integration-tests`, `test`, `unit-tests`).
# Each entry is compared with all segments of a file's path, and Medusa's routes are folders: the URL decides whether the code is shipped.
# The same file is compiled as soon as its folder has another name, and `tsc` compiles both.
#
# Seen: of the routes `ping` and `test`, `medusa build`'s compiler emits `ping` only, and reports success.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps @medusajs/framework@2.21.2 typescript@5.9.3 >/dev/null 2>&1
echo '{ "compilerOptions": { "target": "ES2021", "module": "Node16", "moduleResolution": "Node16", "rootDir": ".", "outDir": ".medusa/server", "types": [] }, "include": ["src"] }' >tsconfig.json
for name in ping test; do
  mkdir -p "src/api/orders/[id]/$name"
  echo 'export const POST = (): string => "done"' >"src/api/orders/[id]/$name/route.ts"
done
succeeded=$(node -e '
  const { Compiler } = require("./node_modules/@medusajs/framework/dist/build-tools/compiler.js")
  const silent = { info() {}, warn() {}, error() {} }
  const run = async () => {
    const compiler = new Compiler(process.cwd(), silent)
    console.log(await compiler.buildPluginBackend(await compiler.loadTSConfigFile()))
  }
  run()
')
emitted=$(cd .medusa/server && find . -name route.js | sed 's#.*\[id\]/##; s#/route.js##' | sort | tr '\n' ' ')
echo "success: $succeeded; emitted: $emitted"
[ "$succeeded" = true ]
[ "$emitted" = "ping " ]
