import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { AmountMismatchError, AwaitsPaymentError } from "../../../services/domain/errors"
import { factName, type Fact } from "../../../services/domain/facts"
import { PAYMENT_NOTIFICATION_MODULE } from "../../../services/module-name"
import { applyFact } from "../apply-fact"
import { processWebhookEvent } from "../process-webhook-event"

jest.mock("../apply-fact")

const EVENT = { id: "pwhe_1", account: "hmac", type: "order", attempts: 1, fact: null, last_error: null, age_seconds: 0 }

const CAPTURED: Fact = { subject: "payment", state: "captured", sessionId: "payses_1", providerPaymentId: "P1" }
const REFUNDED: Fact = { subject: "refund", state: "succeeded", sessionId: "payses_1" }
const DISPUTED: Fact = { subject: "dispute", state: "opened", sessionId: "payses_1", providerDisputeId: "D1" }
const UNKNOWN: Fact = { subject: "refund", state: "pending", providerPaymentId: "P9" }
const UPDATED: Fact = { subject: "payment_method", state: "updated" }

/** The verdict on an event of these facts, and the facts that were applied; `faults` names the facts that fail. */
async function processed(facts: readonly Fact[], { faults = {}, versions = [1], known }: Given = {}) {
  const applied: string[] = []
  jest.mocked(applyFact).mockImplementation(async (_container, { fact }) => {
    applied.push(factName(fact))
    const fault = faults[fact.subject]
    if (fault) throw fault
    return { outcome: "stale", record: { id: "prec_1" } as never }
  })
  const written: Record<string, unknown>[] = []
  const requeued: string[] = []
  const item = { state: "open", announced_at: new Date() }
  const versionsLeft = [...versions]
  const asked: string[] = []
  const service = {
    options: { orphans: { afterSeconds: 3600 } },
    read: async () => ({ account: { id: "hmac" }, reading: { facts } }),
    attention: { findUnresolvedOf: async () => null, raise: async () => ({ item }), findBySubject: async () => null },
    payments: {
      // The first query finds no session; the second one may know it by now.
      findSessionOf: async (_account: string, id: string) => (asked.includes(id) ? known : void asked.push(id)),
      versionOf: async () => (versionsLeft.length > 1 ? versionsLeft.shift() : versionsLeft[0]),
      findBySession: async () => null,
    },
    inbox: {
      complete: async (_event: unknown, verdict: Record<string, unknown>) => written.push(verdict),
      failureOf: (_event: unknown, error: Error) => ({ state: "failed", reason: "awaits_payment", lastError: error.message }),
      requeue: async (id: string) => requeued.push(id),
      decidedCaptures: async () => [],
    },
  }
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const resolved: Record<string, unknown> = {
    [PAYMENT_NOTIFICATION_MODULE]: service,
    [ContainerRegistrationKeys.LOGGER]: logger,
    [ContainerRegistrationKeys.QUERY]: { graph: async () => ({ data: [] }) },
  }
  const summary = await processWebhookEvent({ resolve: (key: string) => resolved[key] } as never, EVENT as never)
  expect(written).toHaveLength(1)
  return { verdict: written[0]!, applied, requeued, summary }
}

interface Given {
  readonly faults?: Partial<Record<Fact["subject"], Error>>
  readonly versions?: readonly number[]
  readonly known?: string
}

it("ends as the fact that changed the order, whatever the event reports after it", async () => {
  const { verdict, summary } = await processed([CAPTURED, UPDATED])

  expect(verdict).toMatchObject({ state: "processed", fact: "payment.captured", providerPaymentId: "P1" })
  expect(verdict).toMatchObject({ paymentSessionId: "payses_1", paymentRecordId: "prec_1" })
  expect(summary).toEqual({ outcome: "processed", fact: "payment.captured" })
})

it.each<[string, readonly Fact[], Given, string, string | null]>([
  ["the later of two facts that were applied", [CAPTURED, REFUNDED], {}, "processed", "refund.succeeded"],
  ["the applied fact after one that is not", [UPDATED, CAPTURED], {}, "processed", "payment.captured"],
  ["the applied fact before one of no known session", [CAPTURED, UNKNOWN], {}, "processed", "payment.captured"],
  ["the fact that waits for its session", [UNKNOWN, UPDATED], {}, "ignored", "refund.pending"],
  ["a fact that changes no order", [UPDATED], {}, "ignored", "payment_method.updated"],
  [
    "the fact that is quarantined after one that was applied",
    [CAPTURED, REFUNDED],
    { faults: { refund: new AmountMismatchError("differs") } },
    "quarantined",
    "refund.succeeded",
  ],
  [
    "the fact that failed after one that was applied",
    [CAPTURED, REFUNDED],
    { faults: { refund: new AwaitsPaymentError("no capture yet") } },
    "failed",
    "refund.succeeded",
  ],
])("ends as %s", async (_what, facts, given, state, fact) => {
  expect((await processed(facts, given)).verdict).toMatchObject({ state, fact })
})

it.each([new AmountMismatchError("differs"), new AwaitsPaymentError("no capture yet")])(
  "applies nothing after a fact that could not be applied: $name",
  async (fault) => {
    const { applied, verdict } = await processed([CAPTURED, REFUNDED, DISPUTED], { faults: { refund: fault } })

    expect(applied).toEqual(["payment.captured", "refund.succeeded"])
    expect(verdict).toMatchObject({ paymentSessionId: "payses_1", lastError: fault.message })
  },
)

it("applies nothing of an event without a fact", async () => {
  expect((await processed([])).verdict).toEqual({ state: "ignored", reason: "no_fact" })
})

it("is requeued where the payment had a transition while the event was quarantined, and only there", async () => {
  const faults = { payment: new AmountMismatchError("differs") }

  expect((await processed([CAPTURED], { faults, versions: [1, 2] })).requeued).toEqual(["pwhe_1"])
  expect((await processed([CAPTURED], { faults, versions: [2, 2] })).requeued).toEqual([])
})

it("is requeued where its session became known while the event was refused, and only there", async () => {
  expect((await processed([UNKNOWN], { known: "payses_9" })).requeued).toEqual(["pwhe_1"])
  expect((await processed([UNKNOWN])).requeued).toEqual([])
})
