import { execFileSync } from "node:child_process"
import fs from "node:fs"
import path from "node:path"

/** The OS user PostgreSQL runs as; empty for the user that runs this script. */
export interface RunAs {
  readonly uid?: number
  readonly gid?: number
}

/**
 * PostgreSQL refuses to run as root. An existing `postgres` user is taken, else `nobody`. No user is created, so that trying the
 * demo leaves nothing behind on the machine.
 */
export function unprivilegedUser(): RunAs {
  if (process.getuid?.() !== 0) return {}
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (flag: string) => Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }).toString())
      return { uid: id("-u"), gid: id("-g") }
    } catch {
      continue
    }
  }
  throw new Error(
    "PostgreSQL cannot run as root, and this machine has neither a `postgres` nor a `nobody` user. Run as a plain user or set DATABASE_URL.",
  )
}

/** True when `user` may enter `dir`: every folder above it, and itself, must let them through. */
export function canEnter(dir: string, user: RunAs): boolean {
  if (user.uid === undefined) return true
  for (let at = path.resolve(dir); ; at = path.dirname(at)) {
    const { mode, uid, gid } = fs.statSync(at)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if (!(mode & bit)) return false
    if (at === path.dirname(at)) return true
  }
}

/** True for a folder that this very user made: other users can write to the temporary folder, too. */
export function isOurs(dir: string): boolean {
  const stat = fs.lstatSync(dir, { throwIfNoEntry: false })
  return stat !== undefined && stat.isDirectory() && stat.uid === (process.getuid?.() ?? stat.uid)
}
