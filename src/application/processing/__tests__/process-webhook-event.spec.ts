import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { AwaitsReviewError } from "../../../services/domain/awaits-review-error"
import {
  AmountMismatchError,
  AwaitsPaymentError,
  PaymentReviewError,
  UnmatchedPaymentError,
} from "../../../services/domain/errors"
import { DismissedMoneyError } from "../../../services/domain/dismissed-money-error"
import { factName, type Fact } from "../../../services/domain/facts"
import type { KnownMoney } from "../../../services/domain/unknown-session"
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
async function processed(
  facts: readonly Fact[],
  {
    faults = {},
    versions = [1],
    known,
    money,
    record,
    age = 0,
    gaveUp = false,
    ended = false,
    sessions,
    reviews = [],
    itemState = "open",
    itemEvent = null,
    hasLease = true,
    decision = "accept",
  }: Given = {},
) {
  const applied: string[] = []
  jest.mocked(applyFact).mockImplementation(async (_container, { fact }) => {
    applied.push(factName(fact))
    const fault = faults[factName(fact)] ?? faults[fact.subject]
    if (fault) throw fault
    return { outcome: "stale", record: { id: "prec_1" } as never }
  })
  const written: Record<string, unknown>[] = []
  const requeued: string[] = []
  const item = { id: "patt_1", state: "open", announced_at: new Date() }
  const versionsLeft = [...versions]
  const asked: string[] = []
  const sessionsLeft = [...(sessions ?? [])]
  const reviewsLeft = [...reviews]
  const decided: string[] = []
  const service = {
    options: { orphans: { afterSeconds: 3600 } },
    read: async () => ({ account: { id: "hmac" }, reading: { facts } }),
    attention: {
      unresolvedOf: async () => [],
      aboutPayment: async () => [],
      findUnresolvedOf: async () => {
        const state = reviewsLeft.length > 1 ? reviewsLeft.shift() : reviewsLeft[0]
        return state ? { id: "patt_1", kind: "late_payment", state } : null
      },
      lastDecision: async () => ({ action: decision }),
      reopen: async () => decided.push("reopened"),
      resolve: async (_id: string, resolution: string) => decided.push(resolution),
      find: async () => ({ id: "patt_1", webhook_event_id: itemEvent, state: itemState }),
      raise: async () => ({ item }),
      findBySubject: async () => null,
    },
    payments: {
      // The first query finds no session; the second one may know it by now.
      // Then the verdict looks once more, and after it the check whether it was overtaken.
      findSessionOf: async (_account: string, id: string) =>
        sessions ? sessionsLeft.shift() : asked.includes(id) ? known : void asked.push(id),
      versionOf: async () => (versionsLeft.length > 1 ? versionsLeft.shift() : versionsLeft[0]),
      findBySession: async () => record ?? null,
    },
    inbox: {
      complete: async (_event: unknown, verdict: Record<string, unknown>) => (written.push(verdict), hasLease),
      failureOf: (_event: unknown, error: Error) => ({
        state: gaveUp ? "dead" : "failed",
        reason: "awaits_payment",
        lastError: error.message,
      }),
      requeue: async (id: string) => requeued.push(id),
      decidedCaptures: async () => [],
      wakeUntied: async () => undefined,
      hasEnded: async () => ended,
      knownMoney: async () => money,
    },
  }
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const resolved: Record<string, unknown> = {
    [PAYMENT_NOTIFICATION_MODULE]: service,
    [ContainerRegistrationKeys.LOGGER]: logger,
    [ContainerRegistrationKeys.QUERY]: { graph: async () => ({ data: [] }) },
  }
  const summary = await processWebhookEvent(
    { resolve: (key: string) => resolved[key] } as never,
    { ...EVENT, age_seconds: age, ...(reviews.length && { fact: "payment.captured" }) } as never,
  )
  expect(written).toHaveLength(1)
  return { verdict: written[0]!, applied, requeued, summary, decided }
}

interface Given {
  /** By subject, or by the name of the fact. */
  readonly faults?: Partial<Record<string, Error>>
  readonly versions?: readonly number[]
  readonly known?: string
  readonly money?: KnownMoney
  readonly record?: { readonly id: string; readonly state: string }
  readonly age?: number
  /** No time is left for another attempt. */
  readonly gaveUp?: boolean
  /** The provider has given up the authorization since. */
  readonly ended?: boolean
  /** The sessions that the provider's payment is tied to, one query after the other. */
  readonly sessions?: ReadonlyArray<string | undefined>
  /** The state of the item under which the event was quarantined, each time that it is read. */
  readonly reviews?: readonly ("open" | "deciding")[]
  /** The state of an item when it is read by its id, after the verdict. */
  readonly itemState?: "open" | "deciding" | "resolved"
  /** The event that this item is about. */
  readonly itemEvent?: string | null
  readonly decision?: "accept" | "refund"
  /** False: another worker has taken the event over. */
  readonly hasLease?: boolean
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

it("ignores a refund of dismissed money, and applies what the event reports after it", async () => {
  const faults = { refund: new DismissedMoneyError("dismissed") }
  const { applied, verdict, requeued } = await processed([REFUNDED, DISPUTED], { faults })

  expect(applied).toEqual(["refund.succeeded", "dispute.opened"])
  expect(verdict).toMatchObject({ state: "processed", fact: "dispute.opened" })
  expect((await processed([REFUNDED], { faults })).verdict).toMatchObject({ state: "ignored", reason: "decided" })
  // The money was accepted for another reason while the refund was being ignored.
  expect((await processed([REFUNDED], { faults, versions: [1, 2] })).requeued).toEqual(["pwhe_1"])
  expect(requeued).toEqual([])
})

it.each(["orphan_payment", "double_payment", "late_payment", "risk"] as const)(
  "puts up an authorization that has ended for no review but one of risk: %s",
  async (kind) => {
    const faults = { payment: new PaymentReviewError(kind, "differs") }
    const authorized: Fact = { ...CAPTURED, state: "authorized" } as Fact
    const state = async (fact: Fact, ended: boolean) => (await processed([fact], { faults, ended })).verdict.state

    expect(await state(authorized, false)).toBe("quarantined")
    expect(await state(authorized, true)).toBe(kind === "risk" ? "quarantined" : "processed")
    expect(await state(CAPTURED, true)).toBe("quarantined")
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

describe("an unknown session", () => {
  const CANCELED: Fact = { subject: "payment", state: "canceled", sessionId: "payses_1", providerPaymentId: "P1" }
  const gone = {
    payment: new UnmatchedPaymentError("gone"),
    refund: new AwaitsPaymentError("gone"),
    dispute: new AwaitsPaymentError("gone"),
  }
  const money: KnownMoney = { isOpen: true, isCaptured: true, capturedAt: null }

  it.each<[string, Fact, Given, string, string]>([
    ["waits while its session may appear", CANCELED, { age: 299 }, "failed", "awaits_payment"],
    ["is ignored afterwards", CANCELED, { age: 300 }, "ignored", "no_session"],
    [
      "is ignored although its session had a report before",
      CANCELED,
      { age: 300, record: { id: "prec_1", state: "failed" } },
      "ignored",
      "no_session",
    ],
    [
      "is refused where there is money",
      CANCELED,
      { age: 300, record: { id: "prec_1", state: "captured" } },
      "failed",
      "awaits_payment",
    ],
    ["waits where it takes back money that is known", CANCELED, { age: 300, money }, "failed", "awaits_payment"],
    ["is refused where it is money", CAPTURED, { age: 9_000 }, "failed", "awaits_payment"],
    ["of a refund is ignored", REFUNDED, { age: 300 }, "ignored", "no_session"],
    ["of a refund waits for its money", REFUNDED, { age: 9_000, money }, "failed", "awaits_payment"],
    [
      "of a refund waits for its payment",
      REFUNDED,
      { age: 9_000, record: { id: "prec_1", state: "failed" } },
      "failed",
      "awaits_payment",
    ],
    ["of a dispute is ignored", DISPUTED, { age: 300 }, "ignored", "no_session"],
    ["of a dispute waits while the money may find its order", DISPUTED, { age: 0, money }, "failed", "awaits_payment"],
    [
      "of a dispute of money is reviewed",
      DISPUTED,
      { age: 300, money: { ...money, isOpen: false } },
      "quarantined",
      "awaits_payment",
    ],
  ])("%s", async (_what, fact, given, state, reason) => {
    const { verdict, requeued } = await processed([fact], { faults: gone, ...given })

    expect(verdict).toMatchObject({ state, reason, paymentSessionId: "payses_1" })
    expect(requeued).toEqual([])
  })

  it("is ignored rather than given up", async () => {
    const { verdict } = await processed([CANCELED], { faults: gone, gaveUp: true })

    expect(verdict).toMatchObject({ state: "ignored", reason: "no_session", lastError: expect.stringContaining("payses_1") })
  })

  it("is not requeued for a session that the payment was tied to all along", async () => {
    // The first query is the verdict's, the second one looks whether it was overtaken.
    expect((await processed([CANCELED], { faults: gone, age: 300, sessions: ["payses_9", "payses_9"] })).requeued).toEqual([])
    expect((await processed([CANCELED], { faults: gone, age: 300, sessions: [undefined, "payses_9"] })).requeued).toEqual([
      "pwhe_1",
    ])
  })
})

describe("an event of several facts", () => {
  it("is processed, and waits for the fact that has no session yet, whichever comes first", async () => {
    for (const facts of [
      [CAPTURED, UNKNOWN],
      [UNKNOWN, CAPTURED],
      [UNKNOWN, CAPTURED, CAPTURED],
    ]) {
      expect((await processed(facts)).verdict).toMatchObject({
        state: "processed",
        fact: "payment.captured",
        reason: "no_session",
        paymentRecordId: "prec_1",
        paymentSessionId: "payses_1",
        providerPaymentId: "P9",
      })
    }
  })

  it("is looked at again when that session has come meanwhile", async () => {
    expect((await processed([CAPTURED, UNKNOWN], { known: "payses_9" })).requeued).toEqual(["pwhe_1"])
  })

  it("keeps the record of the fact that was applied before one was refused", async () => {
    const { verdict } = await processed([CAPTURED, REFUNDED], { faults: { refund: new AmountMismatchError("differs") } })

    expect(verdict).toMatchObject({ state: "quarantined", fact: "refund.succeeded", paymentRecordId: "prec_1" })
  })
})

it.each<[string, Given, string, readonly string[]]>([
  ["closes the review of an event that is done", { reviews: ["open"] }, "processed", ["superseded"]],
  ["closes it as accepted where a person has accepted it", { reviews: ["deciding"] }, "processed", ["accepted"]],
  [
    "keeps the review of an event that is tried again",
    { reviews: ["deciding"], faults: { payment: new AwaitsPaymentError("not yet") } },
    "failed",
    [],
  ],
  [
    "says that a decision could not be carried out",
    { reviews: ["deciding"], faults: { payment: new PaymentReviewError("late_payment", "the order is canceled") } },
    "quarantined",
    ["reopened"],
  ],
  [
    "keeps a decision that came while the event was going through again without it",
    { reviews: ["open", "deciding"], faults: { payment: new PaymentReviewError("late_payment", "the order is canceled") } },
    "quarantined",
    [],
  ],
])("%s", async (_what, given, state, decided) => {
  expect(await processed([CAPTURED], given)).toMatchObject({ verdict: { state }, decided })
})

it.each<[string, Given["itemState"], readonly string[]]>([
  ["stays under a review that is open", "open", []],
  ["stays under a review that is being decided", "deciding", []],
  ["is looked at again when the review has ended before the verdict was written", "resolved", ["pwhe_1"]],
])("a refund of money under review %s", async (_what, itemState, requeued) => {
  const faults = { refund: new AwaitsReviewError("a refund of money that is under review", { items: ["patt_1"] }) }

  expect(await processed([REFUNDED], { faults, itemState })).toMatchObject({
    verdict: { state: "quarantined", reason: "awaits_review" },
    requeued,
  })
})

it.each<[string, string, readonly string[]]>([
  ["stays ignored in its payment's session", "payses_1", []],
  ["is looked at again when its payment was refunded in a session of its own meanwhile", "payses_2", ["pwhe_1"]],
])("a refund of decided money %s", async (_what, session, requeued) => {
  const fact: Fact = { ...REFUNDED, providerPaymentId: "P1" }
  const faults = { refund: new DismissedMoneyError("no order holds it") }

  expect(await processed([fact], { faults, sessions: ["payses_1", session] })).toMatchObject({
    verdict: { state: "ignored", reason: "decided" },
    requeued,
  })
})

it.each<[string, Given, readonly string[]]>([
  ["stays under an item that is open", {}, []],
  ["is looked at again when the item has ended before the verdict was written", { itemState: "resolved" }, ["pwhe_1"]],
  ["is applied when it was accepted before the verdict was written", { itemState: "deciding", itemEvent: "pwhe_1" }, ["pwhe_1"]],
  ["stays while its money is being refunded", { itemState: "deciding", itemEvent: "pwhe_1", decision: "refund" }, []],
  ["stays while another event of its payment is being applied", { itemState: "deciding", itemEvent: "pwhe_2" }, []],
])("quarantined money %s", async (_what, given, requeued) => {
  const faults = { payment: new PaymentReviewError("double_payment", "order order_1 is paid already") }

  expect(await processed([CAPTURED], { faults, ...given })).toMatchObject({ verdict: { state: "quarantined" }, requeued })
})

it.each([
  [true, ["superseded"]],
  [false, []],
])("closes the item of an event that is done only while it has its lease (%s)", async (hasLease, decided) => {
  expect(await processed([CAPTURED], { reviews: ["open"], hasLease })).toMatchObject({ verdict: { state: "processed" }, decided })
})
