import { mkdtemp, readFile, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { run } from "../../scripts/lib/medusa"
import { onBench, type Bench, type Lab } from "../lib/lab"
import type { Report, Row } from "../lib/report"
import { median, rounded } from "../lib/stats"
import type { Measured, Task } from "../notifications/measure"

export interface NotificationsOptions {
  readonly rounds: number
  readonly messages: number
}

const here = path.join(__dirname, "..", "notifications")

const PROVIDERS = [
  { resolve: "@medusajs/medusa/notification-local", id: "quick", options: { name: "quick", channels: ["quick"] } },
  { resolve: path.join(here, "slow-provider"), id: "slow", options: { channels: ["slow"] } },
]

/** The outbox's way into Medusa's Notification Module beside the Module's own, and a slow channel beside a quick one. */
export const notifications = (lab: Lab, options: NotificationsOptions): Promise<Report> =>
  onBench(lab, undefined, async (bench) => {
    const { oneByOne, outbox, aloneP99, besideP99 } = await measure(bench, options)
    return {
      title: `notifications: ${options.messages} messages through the local provider, ${options.rounds} rounds`,
      rows: [
        row("createNotifications, one by one", { per_s: oneByOne }),
        row("outbox", { per_s: outbox }),
        row("quick channel alone, 20/s", { p99_ms: aloneP99 }),
        row("quick channel beside one of 2 s", { p99_ms: besideP99 }),
      ],
      ratios: {
        "outbox / one by one (to reach: >= 1.5)": median(outbox) / median(oneByOne),
        "p99 beside a slow channel / alone (to reach: <= 1.2)": median(besideP99) / median(aloneP99),
      },
      notes: [
        "medians of the rounds, which alternate within one process",
        "outbox: rows claimed, rendered in ICU, handed over and settled, each with its attempt; one by one: the Module alone, content ready-made",
        "p99: from the row to its sent_at, 400 messages a round; 60 messages wait for the slow channel meanwhile",
      ],
    }
  })

const row = (name: string, figures: Readonly<Record<string, readonly number[]>>): Row => ({
  name,
  ...Object.fromEntries(Object.entries(figures).map(([unit, values]) => [unit, rounded(median(values))])),
})

async function measure({ databaseUrl, lab }: Bench, { rounds, messages }: NotificationsOptions): Promise<Measured> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "payment-notifications-bench-"))
  try {
    const task: Task = { rounds, messages, result: path.join(folder, "measured.json") }
    const addressKinds = { quick: "email", slow: "email" }
    await run(["exec", path.join(here, "measure.ts")], {
      DATABASE_URL: databaseUrl,
      GATEWAY_URL: lab.gateway.url,
      ADMIN: "off",
      EXAMPLE_HOOKS: "off",
      LOG_LEVEL: "error",
      NOTIFICATION_PROVIDERS: JSON.stringify(PROVIDERS),
      PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify({ notifications: { addressKinds } }),
      BENCH_TASK: JSON.stringify(task),
    })
    return JSON.parse(await readFile(task.result, "utf8")) as Measured
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
