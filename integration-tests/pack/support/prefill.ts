import fs from "node:fs"
import path from "node:path"
import { root } from "../../../scripts/lib/paths"

interface Lock {
  readonly packages: Readonly<Record<string, { readonly link?: boolean }>>
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
}

const readJson = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(root, file), "utf8"))

/**
 * Gives a project the packages that the checkout has installed, as a start for `npm install`, which removes packages outside the
 * manifest and adds the tarball. To unpack a thousand packages again takes minutes, and these versions are the ones that all
 * other tests use.
 */
export function prefill(dir: string, manifest: Manifest): void {
  fs.writeFileSync(path.join(dir, "package-lock.json"), JSON.stringify(lockFor(manifest)))
  const modules = path.join(dir, "node_modules")
  try {
    linkTree(path.join(root, "node_modules"), modules)
  } catch {
    // The temporary folder is on another disk: npm unpacks everything.
    fs.rmSync(modules, { recursive: true, force: true })
  }
}

/** The checkout's lock without its own devDependencies: npm places those anew, where the project needs one at all. */
function lockFor(manifest: Manifest): object {
  const lock = readJson("package-lock.json") as Lock
  const { devDependencies } = readJson("package.json") as { devDependencies: Record<string, string> }
  const isOurs = (name: string) => Object.hasOwn(devDependencies, name) && !Object.hasOwn(manifest.dependencies, name)
  const packages = Object.entries(lock.packages).filter(
    ([at, { link }]) => at.startsWith("node_modules/") && !link && !isOurs(at.split("node_modules/").at(-1) ?? ""),
  )
  return { ...lock, ...manifest, packages: { "": manifest, ...Object.fromEntries(packages) } }
}

/** Hard links to the files: npm replaces files and never writes into one. The workspace's links at the top are left out. */
function linkTree(from: string, to: string, top = true): void {
  fs.mkdirSync(to, { recursive: true })
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isSymbolicLink()) {
      if (!top) fs.symlinkSync(fs.readlinkSync(source), target)
    } else if (!entry.isDirectory()) fs.linkSync(source, target)
    else if (!top || entry.name !== ".cache") linkTree(source, target, false)
  }
}
