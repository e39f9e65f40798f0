import { parseArgs } from "node:util"
import { log } from "../scripts/lib/log"
import { openLab, type Lab } from "./lib/lab"
import { runProgram } from "./lib/program"
import { environment, print, type Report } from "./lib/report"
import { burst } from "./sections/burst"
import { http } from "./sections/http"
import { latency } from "./sections/latency"
import { memory } from "./sections/memory"
import { notifications } from "./sections/notifications"
import { providers } from "./sections/providers"
import { reconcile } from "./sections/reconcile"

const USAGE = `npm run bench -- [http] [latency] [burst] [memory] [providers] [reconcile] [notifications] [options]      no section: all
  --json            one JSON object on stdout
  --rounds <n>      alternating rounds (http and notifications 3, latency and burst 1, providers 7)
  --seconds <n>     length of one http measurement (8)
  --carts <n>       carts (latency 60, burst 200, reconcile 10000)
  --per-second <n>  latency: webhooks per second (5)
  --webhooks <n>    memory: webhooks (100000)
  --messages <n>    notifications: messages a round (1000)`

const NUMBERS = ["rounds", "seconds", "carts", "per-second", "webhooks", "messages"] as const

function readOptions() {
  const text = { type: "string" } as const
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean" }, help: { type: "boolean" }, ...Object.fromEntries(NUMBERS.map((name) => [name, text])) },
  })
  const number = (name: (typeof NUMBERS)[number], otherwise: number) => {
    const value = Number((values as Record<string, unknown>)[name] ?? otherwise)
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number, 1 or more`)
    return value
  }
  return { positionals, json: values.json ?? false, help: values.help ?? false, number }
}

async function main(): Promise<number> {
  const { positionals, json, help, number } = readOptions()
  if (help) return say(USAGE)
  const alone: Record<string, () => Promise<Report>> = {
    providers: () => providers({ rounds: number("rounds", 7) }),
  }
  const onLab: Record<string, (lab: Lab) => Promise<Report>> = {
    http: (lab) => http(lab, { rounds: number("rounds", 3), seconds: number("seconds", 8), rate: 300 }),
    latency: (lab) =>
      latency(lab, { rounds: number("rounds", 1), carts: number("carts", 60), perSecond: number("per-second", 5) }),
    burst: (lab) => burst(lab, { rounds: number("rounds", 1), carts: number("carts", 200) }),
    memory: (lab) => memory(lab, { webhooks: number("webhooks", 100_000) }),
    notifications: (lab) => notifications(lab, { rounds: number("rounds", 3), messages: number("messages", 1_000) }),
    reconcile: (lab) => reconcile(lab, { carts: number("carts", 10_000) }),
  }
  const known = [...Object.keys(onLab), ...Object.keys(alone)]
  const names = positionals.length ? positionals : known
  const unknown = names.find((name) => !known.includes(name))
  if (unknown) throw new Error(`there is no section "${unknown}"\n${USAGE}`)

  const measuredOn = environment()
  let lab: Lab | undefined
  const reports: Record<string, Report> = {}
  for (const name of names) {
    log(`section ${name}`)
    const report = (reports[name] = await (alone[name]?.() ?? onLab[name]!((lab ??= await openLab()))))
    if (!json) say(print(report))
  }
  if (json) return say(JSON.stringify({ environment: measuredOn, sections: reports }))
  const lines = Object.entries(measuredOn).map(([key, value]) => `${key} ${value}`)
  return say(`\n  ${lines.join(" · ")}`)
}

function say(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

runProgram(main)
