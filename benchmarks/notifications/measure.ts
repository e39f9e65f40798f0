import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { randomUUID } from "node:crypto"
import { writeFile } from "node:fs/promises"
import { setTimeout as pause } from "node:timers/promises"
import type { PaymentNotificationService } from "../../src/services"
import type { PlannedNotification } from "../../src/services/outbox/notification-outbox"
import path from "node:path"
import { root } from "../../scripts/lib/paths"
import type * as Draining from "../../src/application/notifications/send/drain-notifications"
import { percentile } from "../lib/stats"

/** The section's task for this process. */
export interface Task {
  readonly messages: number
  readonly rounds: number
  readonly result: string
}

export interface Measured {
  /** Messages per second, one of each for every round. */
  readonly oneByOne: number[]
  readonly outbox: number[]
  /** Milliseconds from planned to sent on the quick channel, 99th percentile: alone, and beside a channel of two seconds. */
  readonly aloneP99: number[]
  readonly besideP99: number[]
}

const DATA = { amount: "2500", currency_code: "eur", order_id: null, order_display_id: 7, reason_code: null, cart_id: null }

const planned = (channel: string): PlannedNotification => ({
  subject: randomUUID(),
  payment_transition_id: null,
  payment_record_id: null,
  payment_attention_id: null,
  fact: "payment.captured",
  audience: "customer",
  channel,
  recipient: "ada@example.com",
  locale: "en",
  template: "payment.captured",
  data: DATA,
  topic: "payment",
  essential: true,
  customer_id: null,
  digest_key: null,
  failover_of: null,
  delaySeconds: 0,
  suppressed: null,
})

/** Runs inside a store: `medusa exec`. The task comes in the environment, the figures go to a file. */
export default async function measure({ container }: ExecArgs): Promise<void> {
  const task = JSON.parse(process.env.BENCH_TASK ?? "{}") as Task
  const measured: Measured = { oneByOne: [], outbox: [], aloneP99: [], besideP99: [] }
  const { drainNotifications } = (await import(built)) as typeof Draining
  const drain = () => drainNotifications(container)
  await outbox(container, drain, 50)
  await oneByOne(container, 50)
  for (let round = 0; round < task.rounds; round++) {
    measured.oneByOne.push(await oneByOne(container, task.messages))
    measured.outbox.push(await outbox(container, drain, task.messages))
    measured.aloneP99.push(await trickle(container, drain, 0))
    measured.besideP99.push(await trickle(container, drain, 60))
  }
  await writeFile(task.result, JSON.stringify(measured))
}

/** The worker as the store has loaded it: built, not the source beside this file. */
const built = path.join(root, ".medusa/server/src/application/notifications/send/drain-notifications.js")

/** Starts the worker on the due messages. */
type Drain = () => void

const serviceOf = (container: MedusaContainer): PaymentNotificationService => container.resolve("paymentNotification")

/** A store without the plugin: it waits for each message before the next. */
async function oneByOne(container: MedusaContainer, messages: number): Promise<number> {
  const module = container.resolve(Modules.NOTIFICATION)
  const content = { subject: "Payment received for order #7", text: "We have received your payment of €25.00 for order #7." }
  const began = performance.now()
  for (let i = 0; i < messages; i++) {
    const idempotency_key = randomUUID()
    await module.createNotifications({
      to: "ada@example.com",
      channel: "quick",
      template: "t",
      data: DATA,
      content,
      idempotency_key,
    })
  }
  return perSecond(messages, began)
}

/** From rows in the outbox to sent rows: claimed, rendered, handed over, finished. */
async function outbox(container: MedusaContainer, drain: Drain, messages: number): Promise<number> {
  await serviceOf(container).outbox.plan(Array.from({ length: messages }, () => planned("quick")))
  const began = performance.now()
  drain()
  await finished(container, "quick")
  return perSecond(messages, began)
}

const PER_SECOND = 20
const TRICKLE_SECONDS = 20

/** Messages at the rate of payments, beside others that wait for the slow channel. */
async function trickle(container: MedusaContainer, drain: Drain, slow: number): Promise<number> {
  const service = serviceOf(container)
  await service.outbox.plan(Array.from({ length: slow }, () => planned("slow")))
  const subjects: string[] = []
  for (let i = 0; i < PER_SECOND * TRICKLE_SECONDS; i++) {
    const message = planned("quick")
    subjects.push(message.subject)
    await Promise.all([service.outbox.plan([message]).then(drain), pause(1000 / PER_SECOND)])
  }
  await finished(container, "quick")
  const rows = await service.listPaymentNotifications({ subject: subjects }, { take: subjects.length })
  await finished(container, "slow")
  return percentile(
    rows.map(({ sent_at, created_at }) => (sent_at ? sent_at.getTime() - created_at.getTime() : Infinity)),
    0.99,
  )
}

async function finished(container: MedusaContainer, channel: string): Promise<void> {
  for (;;) {
    const [, open] = await serviceOf(container).listAndCountPaymentNotifications(
      { channel, state: ["pending", "sending", "failed"] },
      { take: 1, select: ["id"] },
    )
    if (!open) return
    await pause(20)
  }
}

const perSecond = (messages: number, began: number): number => messages / ((performance.now() - began) / 1000)
