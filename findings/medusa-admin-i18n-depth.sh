#!/usr/bin/env bash
# Medusa's admin build takes translations from every folder below `src/admin/i18n`, although it asks for depth 0.
#
# The translations of a plugin or store are the default export of `src/admin/i18n/index.ts`. @medusajs/admin-vite-plugin 2.21.2 looks for
# it with a greatest depth of 0, and a falsy greatest depth counts as none. So one file per language as `i18n/de/index.ts`, which exports
# a name and nothing by default, stops the build ("default" is not exported), and one that exports texts by default is merged over the
# translations of all languages. Only the end of the name is compared: `word-index.ts` is taken as well.
#
# Seen: all three files imported: de/index.ts index.ts word-index.ts
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps \
  @medusajs/admin-vite-plugin@2.21.2 @medusajs/admin-shared@2.21.2 >/dev/null
mkdir -p src/admin/i18n/de
echo 'export const de = { title: "Titel" }' >src/admin/i18n/de/index.ts
echo 'export const numbered = ["title"]' >src/admin/i18n/word-index.ts
echo 'import { de } from "./de"; export default { de: { shop: de } }' >src/admin/i18n/index.ts
seen=$(node -e '
  const { readFileSync } = require("node:fs")
  const load = require("@medusajs/admin-vite-plugin")
  const create = load.default ?? load
  const plugin = create({ sources: [process.cwd() + "/src/admin"], mode: "plugin", pluginMode: true })
  plugin.buildStart().then(() => {
    const entry = readFileSync("src/admin/__admin-extensions__.js", "utf8")
    const taken = [...entry.matchAll(/^import i18nTranslations\d+ from ".*\/admin\/i18n\/(.+)"/gm)].map(([, file]) => file)
    console.log(taken.sort().join(" "))
  })
')
echo "all three files imported: $seen"
[ "$seen" = "de/index.ts index.ts word-index.ts" ]
