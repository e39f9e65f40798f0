import { setTimeout as pause } from "node:timers/promises"
import type { JsonCall } from "../../scripts/lib/http"

const BASE = "/admin/payment-notifications"

/** The questions of an open page, and after how many milliseconds it asks them again: the bell, a list, a matter. */
const ASKED: ReadonlyArray<readonly [path: string, everyMs: number]> = [
  [`${BASE}/attention/overview`, 60_000],
  [`${BASE}/webhook-events?limit=20`, 30_000],
  [`${BASE}/attention/patt_7`, 10_000],
]

/** So many desks that are left open. Each asks at moments of its own. */
export function openDesks(call: JsonCall, count: number): { close(): Promise<number> } {
  let isOpen = true
  let answers = 0
  const ask = async (path: string, everyMs: number) => {
    let due = performance.now() + Math.random() * everyMs
    while (isOpen) {
      await pause(Math.min(100, Math.max(0, due - performance.now())))
      if (!isOpen || performance.now() < due) continue
      due += everyMs
      await call("GET", path)
      answers++
    }
  }
  const asking = Array.from({ length: count }, () => ASKED.map(([path, everyMs]) => ask(path, everyMs))).flat()
  return {
    async close() {
      isOpen = false
      await Promise.all(asking)
      return answers
    },
  }
}
