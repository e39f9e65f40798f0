import fs from "node:fs"
import path from "node:path"
import { filesBelow } from "./files"
import { root } from "./paths"

interface Entry {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

/** A package that a store gets with the plugin, and that Medusa has not brought. */
export interface RuntimePackage {
  /** Its folder: `node_modules/typeorm`. */
  readonly folder: string
  readonly bytes: number
}

/** The packages that every Medusa store has installed. */
const MEDUSA = ["@medusajs/medusa", "@medusajs/framework", "@medusajs/cli", "@medusajs/admin-sdk"]

const readJson = (file: string) => JSON.parse(fs.readFileSync(path.join(root, file), "utf8"))

/** The packages that the plugin brings into a store beyond Medusa's own, by this repository's lock file. */
export function runtimePackages(checkout = root): RuntimePackage[] {
  const entries = entriesOf(checkout)
  const medusa = closure(entries, MEDUSA)
  return [...closure(entries, Object.keys(entries[""]?.dependencies ?? {}))]
    .filter((folder) => !medusa.has(folder))
    .sort()
    .map((folder) => ({ folder, bytes: bytesOf(path.join(checkout, folder)) }))
}

const entriesOf = (checkout: string): Readonly<Record<string, Entry>> =>
  JSON.parse(fs.readFileSync(path.join(checkout, "package-lock.json"), "utf8")).packages

/** The folders of the packages that are bundled into the dashboard's pages: those of `src/admin`, but for React, which a page has. */
export function bundledPackages(): string[] {
  const entries = entriesOf(root)
  const apart = closure(entries, Object.keys(entries[""]?.dependencies ?? {}))
  return [...closure(entries, Object.keys(entries["src/admin"]?.dependencies ?? {}))]
    .filter((folder) => !apart.has(folder) && !folder.includes("node_modules/@types/"))
    .sort()
}

/** The folders of these packages and of everything that they need. */
function closure(entries: Readonly<Record<string, Entry>>, names: readonly string[]): Set<string> {
  const found = new Set<string>()
  const left = names.map((name) => locate(entries, "", name))
  for (let folder = left.pop(); left.length || folder; folder = left.pop()) {
    if (!folder || found.has(folder)) continue
    found.add(folder)
    const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = entries[folder]!
    const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional)
    left.push(...[...Object.keys(dependencies), ...peers].map((name) => locate(entries, folder!, name)))
  }
  return found
}

/** The folder that Node finds a package in, from another one's folder; undefined for one that is not installed. */
function locate(entries: Readonly<Record<string, Entry>>, from: string, name: string): string | undefined {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf("/node_modules/")))) {
    const folder = `${base ? `${base}/` : ""}node_modules/${name}`
    if (entries[folder]) return folder
    if (!base) return undefined
  }
}

const bytesOf = (folder: string): number =>
  fs.existsSync(folder)
    ? filesBelow(folder)
        .filter((file) => !path.relative(folder, file).split(path.sep).includes("node_modules"))
        .reduce((sum, file) => sum + fs.statSync(file).size, 0)
    : 0

/** Packages that only some stores need, by name. */
export const optionalPeers = (): string[] =>
  Object.entries(readJson("package.json").peerDependenciesMeta as NonNullable<Entry["peerDependenciesMeta"]>)
    .filter(([, { optional }]) => optional)
    .map(([name]) => name)
