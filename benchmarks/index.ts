import { parseArgs } from "node:util"
import { log } from "../scripts/lib/log"
import { openLab, type Lab } from "./lib/lab"
import { runProgram } from "./lib/program"
import { environment, print, type Report } from "./lib/report"
import { age } from "./sections/age"
import { burst } from "./sections/burst"
import { dashboard } from "./sections/dashboard"
import { deliveries } from "./sections/deliveries"
import { http } from "./sections/http"
import { latency } from "./sections/latency"
import { memory } from "./sections/memory"
import { notifications } from "./sections/notifications"
import { providers } from "./sections/providers"
import { reconcile } from "./sections/reconcile"
import { resident } from "./sections/resident"
import { size } from "./sections/size"
import { soak } from "./sections/soak"
import { stream } from "./sections/stream"

const USAGE = `npm run bench -- [http] [latency] [burst] [memory] [resident] [providers] [size] [reconcile] [notifications] [deliveries] [stream] [dashboard] [age] [soak] [options]      no section: all but soak
  --json            one JSON object on stdout
  --rounds <n>      alternating rounds (http, notifications, stream, dashboard, age and resident 3, latency and burst 1, providers 7)
  --seconds <n>     length of one measurement of http (8), stream (8), dashboard (8), deliveries (20) and age (20)
  --carts <n>       carts (latency 60, stream 100, burst 200, reconcile 10000)
  --per-second <n>  latency: webhooks per second (5)
  --webhooks <n>    webhooks (memory 100000, resident 1000)
  --messages <n>    messages a round (notifications 1000, deliveries 3000)
  --events <n>      age and dashboard: events of the store (1000000)
  --clients <n>     stream: clients (1000)
  --minutes <n>     soak: length of the day (30)
  --prepare         age: fill the databases only, and leave them to the next run
  --beside <dir>    burst, providers, size and age: another checkout (git worktree), measured beside this one`

const NUMBERS = ["rounds", "seconds", "carts", "per-second", "webhooks", "messages", "events", "clients", "minutes"] as const

function readOptions() {
  const text = { type: "string" } as const
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean" },
      help: { type: "boolean" },
      prepare: { type: "boolean" },
      beside: text,
      ...Object.fromEntries(NUMBERS.map((name) => [name, text])),
    },
  })
  const number = (name: (typeof NUMBERS)[number], otherwise: number) => {
    const value = Number((values as Record<string, unknown>)[name] ?? otherwise)
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number, 1 or more`)
    return value
  }
  const beside = values.beside as string | undefined
  const { json = false, help = false, prepare = false } = values as Record<string, boolean | undefined>
  return { positionals, json, help, prepare, number, ...(beside && { beside }) }
}

async function main(): Promise<number> {
  const { positionals, json, help, prepare, number, beside } = readOptions()
  if (help) return say(USAGE)
  const alone: Record<string, () => Promise<Report>> = {
    size: () => size(beside ? { beside } : {}),
    age: () =>
      age({
        events: number("events", 1_000_000),
        rounds: number("rounds", 3),
        seconds: number("seconds", 20),
        prepare,
        ...(beside && { beside }),
      }),
    deliveries: () =>
      deliveries({ rounds: number("rounds", 3), deliveries: number("messages", 3_000), seconds: number("seconds", 20) }),
    providers: () => providers({ rounds: number("rounds", 7), ...(beside && { beside }) }),
  }
  const onLab: Record<string, (lab: Lab) => Promise<Report>> = {
    http: (lab) => http(lab, { rounds: number("rounds", 3), seconds: number("seconds", 8), rate: 300 }),
    latency: (lab) =>
      latency(lab, { rounds: number("rounds", 1), carts: number("carts", 60), perSecond: number("per-second", 5) }),
    burst: (lab) => burst(lab, { rounds: number("rounds", 1), carts: number("carts", 200), ...(beside && { beside }) }),
    memory: (lab) => memory(lab, { webhooks: number("webhooks", 100_000) }),
    resident: (lab) => resident(lab, { rounds: number("rounds", 3), webhooks: number("webhooks", 1_000) }),
    notifications: (lab) => notifications(lab, { rounds: number("rounds", 3), messages: number("messages", 1_000) }),
    stream: (lab) =>
      stream(lab, {
        clients: number("clients", 1_000),
        carts: number("carts", 100),
        rounds: number("rounds", 3),
        seconds: number("seconds", 8),
      }),
    dashboard: (lab) =>
      dashboard(lab, { events: number("events", 1_000_000), rounds: number("rounds", 3), seconds: number("seconds", 8) }),
    reconcile: (lab) => reconcile(lab, { carts: number("carts", 10_000) }),
    soak: (lab) => soak(lab, { minutes: number("minutes", 30) }),
  }
  const known = [...Object.keys(onLab), ...Object.keys(alone)]
  const names = positionals.length ? positionals : known.filter((name) => name !== "soak")
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
  const lines = Object.entries(measuredOn).map(([key, value]) => `${key} ${value}`)
  say(json ? JSON.stringify({ environment: measuredOn, sections: reports }) : `\n  ${lines.join(" · ")}`)
  return Object.values(reports).some(({ failed }) => failed) ? 1 : 0
}

function say(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

runProgram(main)
