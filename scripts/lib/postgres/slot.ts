import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { cacheDir } from "../paths"
import { canEnter, isOurs, type RunAs } from "./run-as"

/** A folder for one cluster, locked by one process at a time. */
export interface Slot {
  readonly dataDir: string
  release(): void
}

/**
 * Takes the first free slot. Clusters are kept between runs, because a migrated template in one saves most of the
 * next run's time; a second program started meanwhile (demo beside tests) gets a slot of its own.
 */
export function takeSlot(user: RunAs): Slot {
  const base = baseDir(user)
  for (let n = 1; ; n++) {
    const lock = path.join(base, `${n}.lock`)
    if (!tryLock(lock)) continue
    return { dataDir: path.join(base, String(n)), release: () => fs.rmSync(lock, { force: true }) }
  }
}

function baseDir(user: RunAs): string {
  const inCheckout = path.join(cacheDir, "postgres")
  try {
    fs.mkdirSync(inCheckout, { recursive: true })
    fs.accessSync(inCheckout, fs.constants.W_OK)
    if (canEnter(inCheckout, user)) return inCheckout
  } catch {
    // A read-only checkout is served from the temporary folder, too.
  }
  const outside = path.join(os.tmpdir(), `medusa-payment-notifications-postgres-${process.getuid?.() ?? "user"}`)
  fs.mkdirSync(outside, { recursive: true })
  return isOurs(outside) ? outside : fs.mkdtempSync(`${outside}-`)
}

function tryLock(lock: string): boolean {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: "wx" })
    return true
  } catch {
    const owner = Number(fs.readFileSync(lock, { encoding: "utf8", flag: "a+" }))
    if (owner && isAlive(owner)) return false
    // Its owner was killed: the lock is stale. Rewriting it in place may race with another starter; the re-read below shows the
    // winner.
    fs.writeFileSync(lock, String(process.pid))
    return fs.readFileSync(lock, "utf8") === String(process.pid)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}
