import fs from "node:fs"
import path from "node:path"

/** Notes a store process, so that it ends with the run even if the test process that started it is killed. */
export const notePid = (pidDir: string, pid: number): void => fs.writeFileSync(path.join(pidDir, String(pid)), "")

/** Forgets a store process that has ended: its pid may soon be somebody else's. */
export const forgetPid = (pidDir: string, pid: number): void => fs.rmSync(path.join(pidDir, String(pid)), { force: true })

/** Ends every store that is still noted. */
export function killStores(pidDir: string): void {
  for (const pid of fs.readdirSync(pidDir)) {
    try {
      process.kill(Number(pid), "SIGKILL")
    } catch {
      // It has ended by itself.
    }
  }
  fs.rmSync(pidDir, { recursive: true, force: true })
}
