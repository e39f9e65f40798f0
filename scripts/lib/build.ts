import fs from "node:fs"
import path from "node:path"
import { emit } from "./emit"
import { filesBelow, modifiedAt } from "./files"
import { timed } from "./log"
import { runInBackground, runProcess } from "./medusa"
import { root, storeDir } from "./paths"

const src = path.join(root, "src")
const out = path.join(root, ".medusa", "server", "src")
const adminSrc = path.join(src, "admin")
const storefrontSrc = path.join(src, "storefront")
const storefrontOut = path.join(root, ".medusa", "storefront")
const adminOut = path.join(out, "admin", "index.js")

/**
 * Brings the plugin's JavaScript up to date: the files that a store runs, each the same as from `npm run build`, without its
 * declarations and without checking types. Without a dashboard the example store needs no build: Medusa runs it from its sources,
 * and the pages for the dashboard are left out (`buildAdmin`).
 */
export async function buildPlugin(): Promise<void> {
  if (backendOutdated()) await timed("build the plugin", () => emit(path.join(root, "tsconfig.json"), root))
  if (storefrontOutdated()) await timed("build the storefront's client", emitStorefront)
  removeOrphans()
}

/** Brings the pages for the dashboard up to date, bundled for the browser. */
export async function buildAdmin(): Promise<void> {
  if (!adminOutdated()) return
  await timed("build the pages for the dashboard", () =>
    runProcess(process.execPath, [path.join(__dirname, "build-admin.cjs")], process.env, root),
  )
}

async function emitStorefront(): Promise<void> {
  await emit(storefrontSrc, root)
  await runProcess(process.execPath, [path.join(storefrontSrc, "write-manifest.mjs")], process.env, root)
}

/** Sources of the plugin's server side. */
const sources = () =>
  filesBelow(src).filter(
    (file) =>
      /\.ts$/.test(file) &&
      !/\.(spec|d)\.ts$|__tests__/.test(file) &&
      ![adminSrc, storefrontSrc].some((folder) => file.startsWith(folder + path.sep)),
  )

const outputOf = (file: string) => path.join(out, path.relative(src, file)).replace(/\.ts$/, ".js")

// Each file against its own output, because tsc may be run by hand between two runs of ours.
const backendOutdated = () => sources().some((file) => modifiedAt(outputOf(file)) < modifiedAt(file))

/** It is built for browsers, by a configuration of its own. */
const storefrontOutdated = () =>
  filesBelow(storefrontSrc)
    .filter((file) => file.endsWith(".ts") && !file.includes("__tests__"))
    .some((file) => modifiedAt(path.join(storefrontOut, path.basename(file).replace(/\.ts$/, ".js"))) < modifiedAt(file))

const newest = (files: string[]) => Math.max(0, ...files.map(modifiedAt))

const adminSources = () => filesBelow(adminSrc).filter((file) => /\.tsx?$/.test(file) && !file.includes("__tests__"))

const adminOutdated = () => modifiedAt(adminOut) < newest([path.join(root, "package.json"), ...adminSources()])

/** tsc leaves the output of deleted files behind, and Medusa would load a subscriber or route that no longer exists. */
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

const storeOut = path.join(storeDir, ".medusa", "server")
const dashboard = path.join(storeOut, "public", "admin")

/** Whether the example store is built, with its dashboard. */
export function isStoreBuilt(): boolean {
  const inputs = [...adminSources(), path.join(storeDir, "medusa-config.ts"), ...filesBelow(path.join(storeDir, "src"))]
  return modifiedAt(path.join(dashboard, "index.html")) >= newest(inputs)
}

/** Builds the example store with its dashboard, which is served from that build. The plugin must be built before. */
export async function buildStore(): Promise<void> {
  if (isStoreBuilt()) return
  await buildAdmin()
  await timed("build the dashboard", async () => {
    await Promise.all([
      emit(path.join(storeDir, "tsconfig.json"), storeDir),
      runInBackground(["build", "--admin-only"], { DATABASE_URL: "postgres://unused" }),
    ])
    fs.copyFileSync(path.join(storeDir, "package.json"), path.join(storeOut, "package.json"))
    fs.rmSync(dashboard, { recursive: true, force: true })
    fs.mkdirSync(path.dirname(dashboard), { recursive: true })
    fs.renameSync(path.join(storeDir, ".medusa", "admin"), dashboard)
  })
}
