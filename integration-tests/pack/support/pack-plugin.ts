import { createHash } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { filesBelow } from "../../../scripts/lib/files"
import { cacheDir, root } from "../../../scripts/lib/paths"
import { npm } from "./npm"

/** The published files, their sources, and the build's settings. */
const INPUTS = ["package.json", "package-lock.json", "tsconfig.json", "README.md", "LICENSE", "CHANGELOG.md", "schema.sql"]
const FOLDERS = ["src", "alerts", "docs", path.join("examples", "storefront")]

/**
 * The plugin's tarball, by `npm pack` with all that a release runs. It is built in a copy of the checkout, because running stores
 * read the checkout's own build, and reused as long as none of its inputs changes.
 */
export async function packPlugin(): Promise<string> {
  const folder = path.join(cacheDir, "pack")
  const tarball = path.join(folder, `${fingerprint()}.tgz`)
  fs.mkdirSync(folder, { recursive: true })
  await alone(path.join(folder, "lock"), async () => {
    if (fs.existsSync(tarball)) return
    for (const old of fs.readdirSync(folder)) if (old.endsWith(".tgz")) fs.rmSync(path.join(folder, old))
    await packInCopy(tarball)
  })
  return tarball
}

async function packInCopy(tarball: string): Promise<void> {
  // Inside the checkout: imports are resolved in its node_modules, one folder up after the other.
  const copy = fs.mkdtempSync(path.join(cacheDir, "checkout-"))
  try {
    for (const file of [...INPUTS, ...FOLDERS]) {
      const source = path.join(root, file)
      if (fs.existsSync(source)) fs.cpSync(source, path.join(copy, file), { recursive: true })
    }
    fs.symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"), "junction")
    await npm(["pack"], copy)
    const [name] = fs.readdirSync(copy).filter((file) => file.endsWith(".tgz"))
    if (!name) throw new Error(`npm pack left no tarball in ${copy}`)
    fs.renameSync(path.join(copy, name), tarball)
  } finally {
    fs.rmSync(copy, { recursive: true, force: true })
  }
}

function fingerprint(): string {
  const hash = createHash("sha256")
  const files = [
    ...INPUTS.map((file) => path.join(root, file)),
    ...FOLDERS.flatMap((folder) => filesBelow(path.join(root, folder))),
  ]
  for (const file of files) if (fs.existsSync(file)) hash.update(path.relative(root, file)).update(fs.readFileSync(file))
  return hash.digest("hex").slice(0, 16)
}

/** Runs `work` while no other process runs it: two specs need the tarball, and one of them makes it. */
async function alone(lock: string, work: () => Promise<void>): Promise<void> {
  while (!tryLock(lock)) await pause(200)
  try {
    await work()
  } finally {
    fs.rmSync(lock, { force: true })
  }
}

function tryLock(lock: string): boolean {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: "wx" })
    return true
  } catch {
    const owner = Number(fs.readFileSync(lock, { encoding: "utf8", flag: "a+" }))
    if (owner && isGone(owner)) fs.rmSync(lock, { force: true })
    return false
  }
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH"
  }
}
