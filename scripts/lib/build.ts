import { spawnSync } from "node:child_process"
import fs from "node:fs"
import path from "node:path"
import { filesBelow, modifiedAt } from "./files"
import { log, timed } from "./log"
import { run } from "./medusa"
import { root, storeDir } from "./paths"

const src = path.join(root, "src")
const out = path.join(root, ".medusa", "server", "src")
const adminSrc = path.join(src, "admin")
const adminOut = path.join(out, "admin", "index.js")
const storeOut = path.join(storeDir, ".medusa", "server")

/**
 * Brings the plugin's build up to date, and with `admin` also its dashboard extensions and the store's dashboard.
 * Without `admin` the store itself needs no build: Medusa runs it from its sources.
 */
export async function buildWhenOutdated({ admin }: { admin: boolean }): Promise<void> {
  if (admin && adminOutdated()) await timed("build plugin with its dashboard pages", () => run(["plugin:build"], {}, root))
  if (backendOutdated()) await timed("build plugin", async () => compile())
  removeOrphans()
  if (admin && storeAdminOutdated()) {
    await timed("build store with dashboard", () => run(["build"], { DATABASE_URL: "postgres://unused" }))
  }
}

/** Sources of the plugin's server side. */
const sources = () =>
  filesBelow(src).filter(
    (file) => /\.ts$/.test(file) && !/\.(spec|d)\.ts$|__tests__/.test(file) && !file.startsWith(adminSrc + path.sep),
  )

const outputOf = (file: string) => path.join(out, path.relative(src, file)).replace(/\.ts$/, ".js")

// Each file against its own output, because tsc may be run by hand between two runs of ours.
const backendOutdated = () => sources().some((file) => modifiedAt(outputOf(file)) < modifiedAt(file))

const newest = (files: string[]) => Math.max(0, ...files.map(modifiedAt))

const adminOutdated = () => {
  const files = filesBelow(adminSrc)
  return files.length > 0 && modifiedAt(adminOut) < newest(files)
}

const storeAdminOutdated = () => {
  const index = path.join(storeOut, "public", "admin", "index.html")
  const inputs = [adminOut, path.join(storeDir, "medusa-config.ts"), ...filesBelow(path.join(storeDir, "src"))]
  return modifiedAt(index) < newest(inputs)
}

function compile(): void {
  const tsc = require.resolve("typescript/bin/tsc")
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.json"], { cwd: root, encoding: "utf8" })
  if (status === 0) return
  // Types are the business of `npm run typecheck`; tsc has emitted, and a store that boots or fails says more.
  log(`tsc found type errors:\n${stdout.split("\n").slice(0, 20).join("\n")}`)
}

/** tsc leaves the output of deleted files behind, and Medusa would load a subscriber or route that is no more. */
function removeOrphans(): void {
  const wanted = new Set(sources().map(outputOf))
  for (const file of filesBelow(out)) {
    if (file.startsWith(path.join(out, "admin") + path.sep)) continue
    if (file.endsWith(".js") && !wanted.has(file)) {
      fs.rmSync(file)
      fs.rmSync(file.replace(/\.js$/, ".d.ts"), { force: true })
    }
  }
}
