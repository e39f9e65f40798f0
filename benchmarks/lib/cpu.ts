import fs from "node:fs"
import os from "node:os"

/** Clock ticks of /proc per second; 100 on every Linux that Node runs on. */
const TICKS = 100

/**
 * CPU time that a process has used so far, in milliseconds; NaN where the system does not report it. Unlike time on the clock, it
 * hardly changes when other programs are busy.
 */
export function cpuMs(pid: number): number {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8")
    // After the name, which may hold spaces: state is field 3, user and system time are 14 and 15.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS
  } catch {
    return NaN
  }
}

/** CPU time that this whole machine has used so far, in milliseconds, all cores together. */
export const machineCpuMs = (): number =>
  os.cpus().reduce((total, { times }) => total + times.user + times.nice + times.sys + times.irq, 0)
