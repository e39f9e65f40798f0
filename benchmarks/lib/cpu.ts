import fs from "node:fs"
import os from "node:os"

/** Clock ticks of /proc per second; 100 on every Linux that Node runs on. */
const TICKS = 100

/**
 * CPU time that a process has used so far, in milliseconds; NaN where the system does not report it. Unlike time on the clock, it
 * hardly changes when other programs are busy.
 */
export const cpuMs = (pid: number): number => statOf(String(pid))?.ms ?? NaN

/** CPU time of a process and of all its children, ended ones included, in milliseconds; NaN where the system does not report it. */
export function familyCpuMs(parent: number): number {
  try {
    const stats = fs.readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? [statOf(name)] : []))
    const family = stats.filter((fields) => fields && (fields.pid === parent || fields.parent === parent))
    return family.reduce((total, fields) => total + fields!.ms + (fields!.pid === parent ? fields!.endedMs : 0), 0)
  } catch {
    return NaN
  }
}

/** Undefined for a process that has just ended. */
function statOf(pid: string) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8")
    // After the name, which may hold spaces: parent is field 4, user and system time are 14 and 15, those of ended children 16 and 17.
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number) as number[]
    const ms = (user: number, system: number) => ((fields[user]! + fields[system]!) * 1000) / TICKS
    return { pid: Number(pid), parent: fields[1]!, ms: ms(11, 12), endedMs: ms(13, 14) }
  } catch {
    return undefined
  }
}

/** CPU time that this whole machine has used so far, in milliseconds, all cores together. */
export const machineCpuMs = (): number =>
  os.cpus().reduce((total, { times }) => total + times.user + times.nice + times.sys + times.irq, 0)
