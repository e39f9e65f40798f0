import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { pathToFileURL } from "node:url"
import type { StoreProcess } from "../../scripts/lib/store"

const folder = process.env.BENCH_CPU_PROFILE

// As a URL, because a path may hold spaces and NODE_OPTIONS splits at them.
const PRELOADED = pathToFileURL(path.join(__dirname, "cpu-profile.mjs"))

/** With BENCH_CPU_PROFILE=<folder> stores are started so that they can be profiled. */
export function profiling(name: string): Record<string, string> {
  if (!folder) return {}
  const own = path.resolve(folder, name.replaceAll(/[^a-z0-9]+/gi, "-"))
  return { NODE_OPTIONS: `--import ${PRELOADED}`, CPU_PROFILE_FOLDER: own }
}

/** Runs `work`. With profiling on, every store writes its work meanwhile as a `.cpuprofile` for Chrome's DevTools. */
export async function profiled<T>(stores: readonly StoreProcess[], work: () => Promise<T>): Promise<T> {
  const toggle = () => {
    if (folder) for (const { pid } of stores) process.kill(pid, "SIGUSR2")
  }
  toggle()
  const result = await work()
  toggle()
  if (folder) await pause(2_000) // written before the store is stopped
  return result
}
