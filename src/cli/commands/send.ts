import { randomUUID } from "node:crypto"
import { writeFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import { DISPUTE_STATES, REFUND_STATES } from "../../services/domain/facts"
import { isPaymentState } from "../../services/domain/states"
import { dialects, type Dialect, type SignedWebhook, type TestEvent } from "../../testing"
import type { Capture } from "../capture"
import { BAD_CONFIGURATION } from "../find-provider"
import type { Command } from "../command"
import { loadFile } from "../load-file"
import { sayJson, warn } from "../print"
import { UsageError } from "../usage-error"

const TIMEOUT_MS = 30_000

/** Signs a test webhook as a provider does and posts it, for trying a store without the provider. */
export const send: Command = {
  usage: `payment-notifications send --provider <id> --event <name> --url <account's URL> [options]
  Signs a webhook as the provider does, posts it, and prints the answer as JSON. Exit code 0 for a 2xx.
  --event        captured, failed, … or refund.succeeded, dispute.opened, payment_method.expiring, …
  --url          where to, for example http://localhost:9000/webhooks/payments/stripe
  --credentials  file (.json, .ts) with what the provider signs with; default: the made-up ones of the testing kit
  --session      the Medusa payment session (payses_…)
  --payment      the provider's payment id; default: a new one
  --amount       integer minor units (2500)          --currency  ISO 4217 (EUR)
  --reason       the provider's reason code          --mode      test or live (test)
  --event-id     the same id again is a redelivery   --save      also write the call as a capture for inspect
  --dry-run      do not post`,
  run,
}

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  const { provider, url, event } = values
  if (!provider || !event || !url) throw new UsageError(send.usage)
  const dialect = dialectOf(provider)
  const webhook = dialect.sign(eventOf(event, values), await credentialsOf(dialect, url, values.credentials), new Date())
  if (values.save) await writeFile(values.save, `${JSON.stringify(captureOf(url, webhook), null, 2)}\n`)
  if (values["dry-run"]) {
    sayJson(captureOf(url, webhook))
    return 0
  }
  const { headers, body } = webhook
  const started = performance.now()
  const response = await fetch(url, {
    method: "POST",
    headers,
    body: new Uint8Array(body),
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  sayJson({ status: response.status, body: await response.text(), ms: Math.round(performance.now() - started) })
  return response.ok ? 0 : 1
}

const text = { type: "string" } as const
const OPTIONS = {
  provider: text,
  event: text,
  url: text,
  credentials: text,
  session: text,
  payment: text,
  amount: { ...text, default: "2500" },
  currency: { ...text, default: "EUR" },
  reason: text,
  mode: { ...text, default: "test" },
  "event-id": text,
  save: text,
  "dry-run": { type: "boolean" },
} as const

type Values = Partial<Record<keyof typeof OPTIONS, string | boolean>> & {
  readonly amount: string
  readonly currency: string
  readonly mode: string
  readonly session?: string
  readonly payment?: string
  readonly reason?: string
  readonly "event-id"?: string
}

function dialectOf(name: string): Dialect {
  if (Object.hasOwn(dialects, name)) return dialects[name as keyof typeof dialects] as Dialect
  throw new UsageError(`there is no provider "${name}"; use one of ${Object.keys(dialects).join(", ")}`, BAD_CONFIGURATION)
}

async function credentialsOf(dialect: Dialect, url: string, file: string | undefined): Promise<unknown> {
  if (file !== undefined) return loadFile(file, BAD_CONFIGURATION)
  warn("signed with the testing kit's made-up credentials; give yours with --credentials")
  return dialect.example({ webhookUrl: url, apiUrl: url }).credentials
}

function eventOf(name: string, values: Values): TestEvent {
  const [subject, state = ""] = name.includes(".") ? name.split(".") : ["payment", name]
  const amount = Number(values.amount)
  if (!Number.isSafeInteger(amount) || amount < 0) throw new UsageError("--amount must be integer minor units, such as 2500")
  if (values.mode !== "live" && values.mode !== "test") throw new UsageError("--mode must be test or live")
  const reported = {
    id: values["event-id"] ?? `evt_${randomUUID()}`,
    paymentId: values.payment ?? `pay_${randomUUID().replaceAll("-", "")}`,
    amount,
    currency: values.currency.toUpperCase(),
    mode: values.mode,
    occurredAt: new Date(),
    ...(values.session && { sessionId: values.session }),
    ...(values.reason && { reasonCode: values.reason }),
  } as const
  if (subject === "payment" && isPaymentState(state)) return { ...reported, state }
  const refund = REFUND_STATES.find((known) => known === state)
  if (subject === "refund" && refund) {
    const refundId = `re_${reported.id.slice(-12)}`
    return { ...reported, subject, state: refund, refundId, capturedAmount: amount, refundedTotal: amount }
  }
  const dispute = DISPUTE_STATES.find((known) => known === state)
  if (subject === "dispute" && dispute) return { ...reported, subject, state: dispute, disputeId: `dp_${reported.paymentId}` }
  if (subject === "payment_method" && (state === "expiring" || state === "updated")) {
    const { id, mode, occurredAt } = reported
    return { id, mode, occurredAt, subject, state, paymentMethodId: `pm_${id.slice(-12)}`, expiresOn: endOfMonth(occurredAt) }
  }
  throw new UsageError(`there is no event "${name}"; try captured, failed, refund.succeeded or dispute.opened`)
}

/** The last day of the month. */
const endOfMonth = (at: Date): Date => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0))

const captureOf = (url: string, { headers, body }: SignedWebhook): Capture => ({
  method: "POST",
  url: new URL(url).pathname,
  headers: { ...headers },
  bodyBase64: body.toString("base64"),
})
