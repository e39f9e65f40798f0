import { createHash } from "node:crypto"
import { transition } from "../../../domain/transition"
import { MalformedPayloadError, SignatureVerificationError } from "../../../domain/errors"
import { hmacSha256 } from "../../../signature/hmac"
import { offline } from "../../kit/__tests__/offline"
import type { ProviderContext, WebhookRequest } from "../../provider"
import { razorpay } from ".."
import { razorpayAmount } from "../amount"
import type { RazorpayOptions } from "../options"

const contextOf = (options: Partial<RazorpayOptions> = {}): ProviderContext<RazorpayOptions> => ({
  account: { id: "shop" },
  options: { webhookSecrets: ["secret"], ...options },
  now: () => new Date(),
  fetch: offline,
})
const context = contextOf()

const SESSION = "payses_01JZZZZZZZZZZZZZZZZZZZZZZ1"
const payment = { id: "pay_1", amount: 100, currency: "INR", status: "captured", notes: { session_id: SESSION } }
const refund = { id: "rfnd_1", payment_id: "pay_1", amount: 100, currency: "INR", status: "processed" }
const dispute = { id: "disp_1", payment_id: "pay_1", amount: 100, currency: "INR", status: "open", phase: "chargeback" }

const event = (type: string, entities: Record<string, object>, more: object = {}) => ({
  entity: "event",
  account_id: "acc_1",
  event: type,
  contains: Object.keys(entities),
  payload: Object.fromEntries(Object.entries(entities).map(([name, entity]) => [name, { entity }])),
  created_at: 1748779200,
  ...more,
})
const requestOf = (body: unknown, headers: Record<string, string> = {}): WebhookRequest => ({
  method: "POST",
  url: "/",
  headers,
  rawBody: Buffer.from(JSON.stringify(body)),
  receivedAt: new Date(),
})
const parse = (body: unknown, headers?: Record<string, string>) => razorpay.parse(requestOf(body, headers), context)
const readingOf = (body: unknown, options: Partial<RazorpayOptions> = {}) => {
  const [parsed] = parse(body)
  if (!parsed) throw new Error("there is no event")
  return razorpay.normalize({ ...parsed, payload: JSON.parse(JSON.stringify(parsed.payload)) }, contextOf(options))
}
const factOf = (body: unknown, options?: Partial<RazorpayOptions>) => readingOf(body, options).facts[0]

describe("the event's id", () => {
  const body = event("payment.captured", { payment })

  it("is the same whatever the unsigned x-razorpay-event-id says: a replay under another header is no new event", () => {
    const digest = `sha256:${createHash("sha256").update(JSON.stringify(body)).digest("hex")}`
    for (const header of ["event_1", "event_2"])
      expect(parse(body, { "x-razorpay-event-id": header }).map(({ id }) => id)).toEqual([digest])
    expect(parse(body).map(({ id }) => id)).toEqual([digest])
  })

  it("differs for two events under one header: nobody can use up the id of an event to come", () => {
    const headers = { "x-razorpay-event-id": "event_1" }
    const [authorized] = parse(event("payment.authorized", { payment }), headers)
    const [captured] = parse(body, headers)
    expect(authorized?.id).not.toBe(captured?.id)
  })

  it("keeps the header for people", () => expect(razorpay.keepHeaders).toEqual(["x-razorpay-event-id"]))
})

describe("the webhook's secret", () => {
  const verify = (secret: string, webhookSecrets: string[]) => {
    const request = requestOf(event("payment.captured", { payment }))
    const headers = { "x-razorpay-signature": hmacSha256(secret, request.rawBody).toString("hex") }
    return razorpay.verify({ ...request, headers }, contextOf({ webhookSecrets }))
  }

  it("may be the old one for a retry of an event from before the change", async () => {
    await expect(verify("old", ["new", "old"])).resolves.toBeUndefined()
    await expect(verify("old", ["new"])).rejects.toBeInstanceOf(SignatureVerificationError)
  })

  it.each([
    [{}, "webhookSecrets"],
    [{ webhookSecrets: [] }, "webhookSecrets"],
    [{ webhookSecrets: [" x"] }, "webhookSecrets"],
    [{ webhookSecrets: ["x"], accountIds: [] }, "accountIds"],
    [{ webhookSecrets: ["x"], accountIds: ["rzp_live_1"] }, "accountIds"],
  ])("options %j are refused", (options, name) => {
    const { error } = razorpay.options.safeParse(options)
    expect(error?.issues[0]?.path[0]).toBe(name)
  })
})

describe("razorpayAmount", () => {
  it.each<[number, string, bigint | undefined]>([
    [29900, "inr", 29900n],
    [295, "JPY", 295n],
    [295990, "KWD", 295990n],
    [295991, "KWD", undefined],
    [99990, "BHD", 99990n],
  ])("reads %d %s as %s", (units, currency, minor) =>
    expect(razorpayAmount(units, currency)).toEqual(
      minor === undefined ? undefined : { minor, currency: currency.toUpperCase() },
    ),
  )
})

describe("a payment's event", () => {
  it("may come late: failed, then authorized, then captured", () => {
    const states = ["payment.failed", "payment.authorized", "payment.captured"].map((type) => {
      const fact = factOf(event(type, { payment: { ...payment, status: type.slice("payment.".length) } }))
      if (fact?.subject !== "payment") throw new Error("no payment fact")
      return fact.state
    })
    expect(states).toEqual(["failed", "authorized", "captured"])
    expect(transition("failed", "authorized").outcome).toBe("moved")
    expect(transition("authorized", "captured").outcome).toBe("moved")
  })

  it("that failed does not reverse a capture, when it arrives late", () =>
    expect(transition("captured", "failed").outcome).toBe("stale"))

  it.each<[string, string, boolean]>([
    ["payment.captured", "captured", false],
    ["payment.captured", "refunded", false],
    ["payment.captured", "authorized", true],
    ["payment.captured", "failed", true],
    ["payment.authorized", "captured", false],
    ["payment.authorized", "failed", true],
    ["payment.authorized", "created", true],
    ["payment.failed", "captured", false],
  ])("%s beside status %s contradicts: %s", (type, status, contradicts) =>
    expect(factOf(event(type, { payment: { ...payment, status } }))?.contradictions !== undefined).toBe(contradicts),
  )

  it.each([[[]], [{}], [null], [undefined], ["text"], [["session_id"]], [{ session_id: "" }], [{ session_id: 7 }]])(
    "finds no session in the notes %j",
    (notes) => {
      expect(factOf(event("payment.captured", { payment: { ...payment, notes } }))).not.toHaveProperty("sessionId")
    },
  )

  it("reads a session's 26 characters, and calls anything else a reference", () => {
    const of = (session_id: string) => factOf(event("payment.captured", { payment: { ...payment, notes: { session_id } } }))
    expect(of("01JZZZZZZZZZZZZZZZZZZZZZZ1")).toMatchObject({ sessionId: SESSION })
    expect(of("order-7")).toMatchObject({ merchantReference: "order-7" })
  })

  it("takes the receipt of its own order for a reference, and of no other", () => {
    const of = (id: string) =>
      factOf(
        event("payment.captured", {
          payment: { ...payment, notes: [], order_id: "order_1" },
          order: { id, receipt: "receipt-7" },
        }),
      )
    expect(of("order_1")).toMatchObject({ merchantReference: "receipt-7" })
    expect(of("order_2")).not.toHaveProperty("merchantReference")
  })

  it.each([
    [undefined, "acc_1", false],
    [["acc_1"], "acc_1", false],
    [["acc_2", "acc_1"], "acc_1", false],
    [["acc_2"], "acc_1", true],
    [["acc_2"], undefined, true],
  ])("of accounts %j from %s is quarantined: %s", (accountIds, account_id, held) => {
    const fact = factOf(event("payment.captured", { payment }, { account_id }), { accountIds })
    expect(fact?.contradictions !== undefined).toBe(held)
  })

  it("has a time only where Razorpay gives one", () =>
    expect(factOf(event("payment.captured", { payment }, { created_at: undefined }))).not.toHaveProperty("occurredAt"))

  it.each([
    ["no payment", {}],
    ["a payment in text", { payment: { ...payment, amount: "100" } }],
    ["a fraction", { payment: { ...payment, amount: 1.5 } }],
    ["a negative amount", { payment: { ...payment, amount: -1 } }],
    ["an amount beyond what JSON numbers carry exactly", { payment: { ...payment, amount: 2 ** 53 } }],
    ["an id that cannot be stored", { payment: { ...payment, id: "pay\0" } }],
    ["no currency", { payment: { ...payment, currency: undefined } }],
  ])("with %s is malformed, so that Razorpay shows the failure", (_what, entities: Record<string, object>) =>
    expect(() => parse(event("payment.captured", entities))).toThrow(MalformedPayloadError),
  )
})

it("order.paid is left to payment.captured, though it carries a captured payment", () =>
  expect(readingOf(event("order.paid", { payment, order: { id: "order_1" } }))).toEqual({
    facts: [],
    ignored: expect.stringContaining("payment.captured"),
  }))

describe("a refund's event", () => {
  it.each<[string, string | undefined, string | undefined]>([
    ["refund.created", "pending", "pending"],
    ["refund.created", "processed", "succeeded"],
    ["refund.created", "failed", "failed"],
    ["refund.created", undefined, "pending"],
    ["refund.created", "something new", undefined],
    ["refund.processed", "processed", "succeeded"],
    ["refund.processed", undefined, "succeeded"],
    ["refund.processed", "pending", "pending"],
    ["refund.processed", "failed", "failed"],
    ["refund.processed", "something new", undefined],
    ["refund.failed", "failed", "failed"],
    ["refund.failed", "processed", "failed"],
    ["refund.speed_changed", "processed", "succeeded"],
    ["refund.speed_changed", "pending", "pending"],
    ["refund.speed_changed", undefined, undefined],
  ])("%s with status %s is %s", (type, status, state) =>
    expect(factOf(event(type, { refund: { ...refund, status } }))?.state).toBe(state),
  )

  it("never says anything about the payment's own state", () => {
    for (const status of ["authorized", "captured", "failed", "refunded"]) {
      const { facts } = readingOf(event("refund.processed", { refund, payment: { ...payment, status } }))
      expect(facts.map(({ subject }) => subject)).toEqual(["refund"])
    }
  })

  it("is marked as Razorpay's own when the payment was never captured", () => {
    const of = (captured?: boolean) =>
      factOf(event("refund.processed", { refund, payment: { ...payment, captured } }))?.reasonCode
    expect([of(false), of(true), of()]).toEqual(["auto_refund", undefined, undefined])
  })

  it("takes the sum from its own payment, unless the sum is older than the refund", () => {
    const total = (more: object) => {
      const fact = factOf(event("refund.processed", { refund, payment: { ...payment, ...more } }))
      return fact?.subject === "refund" ? fact.refundedTotal : undefined
    }
    expect(total({ amount_refunded: 250 })).toEqual({ minor: 250n, currency: "INR" })
    expect(total({ amount_refunded: 99 })).toBeUndefined()
    expect(total({ amount_refunded: 250, id: "pay_2" })).toBeUndefined()
    expect(total({ amount_refunded: 250, currency: "USD" })).toBeUndefined()
    expect(total({})).toBeUndefined()
  })

  it("belongs to the payment it names, not to another one beside it", () => {
    const fact = factOf(event("refund.processed", { refund, payment: { ...payment, id: "pay_2", captured: false } }))
    expect(fact).toMatchObject({ providerPaymentId: "pay_1" })
    expect(fact).not.toHaveProperty("sessionId")
    expect(fact).not.toHaveProperty("reasonCode")
  })

  it("without its refund is malformed", () =>
    expect(() => parse(event("refund.processed", { payment }))).toThrow(MalformedPayloadError))

  it("survives a payment beside it that cannot be read", () =>
    expect(factOf(event("refund.processed", { refund, payment: { id: 7 } }))).toMatchObject({ state: "succeeded" }))
})

describe("a dispute's event", () => {
  it.each<[string, object, string | undefined]>([
    ["created", { phase: "chargeback" }, "opened"],
    ["created", { phase: "pre_arbitration" }, "opened"],
    ["created", { phase: "fraud" }, "warning"],
    ["created", { phase: "retrieval" }, "warning"],
    ["created", { phase: undefined }, "opened"],
    ["under_review", { status: "under_review" }, "under_review"],
    ["action_required", { status: "open" }, "opened"],
    ["won", { status: "won" }, "won"],
    ["lost", { status: "lost" }, "lost"],
    ["closed", { status: "closed" }, "closed"],
    ["closed", { status: undefined }, "closed"],
    ["closed", { status: "" }, "closed"],
    ["closed", { status: "something new" }, undefined],
    ["closed", { status: "won" }, "won"],
    ["closed", { status: "lost" }, "lost"],
  ])("payment.dispute.%s with %j is %s", (name, more, state) =>
    expect(factOf(event(`payment.dispute.${name}`, { payment, dispute: { ...dispute, ...more } }))?.state).toBe(state),
  )

  it("gives its deadline while an answer is possible", () => {
    const due = (name: string) => {
      const fact = factOf(event(`payment.dispute.${name}`, { dispute: { ...dispute, respond_by: 1749038400 } }))
      return fact?.subject === "dispute" ? fact.evidenceDueBy : undefined
    }
    expect(due("created")).toEqual(new Date("2025-06-04T12:00:00Z"))
    expect(due("action_required")).toEqual(new Date("2025-06-04T12:00:00Z"))
    expect([due("under_review"), due("won"), due("lost")]).toEqual([undefined, undefined, undefined])
  })

  it("that is won says nothing about a payment that still reads authorized", () => {
    const { facts } = readingOf(event("payment.dispute.won", { dispute, payment: { ...payment, status: "authorized" } }))
    expect(facts).toEqual([expect.objectContaining({ subject: "dispute", state: "won", sessionId: SESSION })])
  })
})

describe("a row of an older version", () => {
  it("is read as it was stored", () => {
    const older = { ...payment, method: "card", captured: null, amount_refunded: null, error_source: "bank", notes: {} }
    const { facts } = razorpay.normalize({ id: "1", type: "payment.captured", payload: { payment: older } as never }, context)
    expect(facts).toEqual([expect.objectContaining({ state: "captured", amount: { minor: 100n, currency: "INR" } })])
  })

  it("is never guessed at, and a person looks, where it cannot be read any more", () => {
    const payload = { payment: { id: "pay_1" } } as never
    expect(razorpay.normalize({ id: "1", type: "payment.captured", payload }, context)).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining("does not carry its payment"), providerPaymentId: "pay_1" },
    })
  })
})

describe("a field that nobody needs", () => {
  const texts = ["order_id", "method", "error_code", "error_description", "error_source", "error_step", "error_reason"]

  it.each(["", null, 7, "x".repeat(300), { nested: true }])("refuses no payment, whatever it holds: %j", (value) => {
    const other = Object.fromEntries(texts.map((name) => [name, value]))
    for (const type of ["payment.captured", "payment.failed"])
      expect(factOf(event(type, { payment: { ...payment, ...other } }, { account_id: value }))).toMatchObject({
        state: type.slice("payment.".length),
        amount: { minor: 100n, currency: "INR" },
      })
  })

  it("refuses no refund and no dispute", () => {
    const texts = { receipt: "", speed_requested: "", speed_processed: "" }
    expect(factOf(event("refund.processed", { refund: { ...refund, ...texts } }))).toMatchObject({ state: "succeeded" })
    const inDispute = { ...dispute, reason_code: "", respond_by: "", phase: "", created_at: "" }
    expect(factOf(event("payment.dispute.created", { dispute: inDispute }))).toMatchObject({ state: "opened" })
  })

  it("takes no reason from an empty text", () => {
    const failed = { ...payment, status: "failed", error_reason: "", error_code: "BAD_REQUEST_ERROR" }
    expect(factOf(event("payment.failed", { payment: failed }))).toMatchObject({ reasonCode: "BAD_REQUEST_ERROR" })
  })
})

describe("a payer who bears the fee", () => {
  const order = { id: "order_1", amount: 100, receipt: "1001" }
  const of = (more: object, entities: Record<string, object> = {}) =>
    factOf(event("payment.captured", { payment: { ...payment, order_id: "order_1", ...more }, ...entities }))
  const asked = { amount: { minor: 100n, currency: "INR" }, payerFee: { minor: 3n, currency: "INR" } }
  const whole = { amount: { minor: 103n, currency: "INR" } }

  it("pays it on top of what was asked, where the payment says so or its order is lower by the fee", () => {
    expect(of({ amount: 103, fee: 3, fee_bearer: "customer" })).toMatchObject(asked)
    expect(of({ amount: 103, fee: 3 }, { order })).toMatchObject(asked)
  })

  it.each<[string, object, Record<string, object>]>([
    ["nothing says so", { fee: 3 }, {}],
    ["the merchant bears it", { fee: 3, fee_bearer: "platform" }, {}],
    ["the fee is not told", { fee_bearer: "customer" }, {}],
    ["the fee is as high as the payment", { fee: 103, fee_bearer: "customer" }, {}],
    ["the order is another payment's", { fee: 3 }, { order: { ...order, id: "order_2" } }],
    ["the order is lower by another sum", { fee: 2 }, { order }],
  ])("is not assumed where %s", (_case, more, entities) => {
    const fact = of({ amount: 103, ...more }, entities)
    expect(fact).toMatchObject(whole)
    expect(fact).not.toHaveProperty("payerFee")
  })
})

it.each(["payment.authorized", "payment.captured"])("%s of an amount of 0 registers a mandate and pays nothing", (type) => {
  const mandate = { ...payment, amount: 0, method: "emandate", token_id: "token_1" }
  expect(readingOf(event(type, { payment: mandate }))).toEqual({ facts: [], ignored: expect.stringContaining("mandate") })
})

describe("an event of an unknown type", () => {
  it.each(["payment.reversed", "refund.reversed", "payment.dispute.accepted"])("%s is unclear: it is about money", (type) => {
    expect(readingOf(event(type, { payment, refund, dispute }))).toEqual({
      facts: [],
      unclear: {
        detail: expect.stringContaining(type),
        providerPaymentId: "pay_1",
        sessionId: SESSION,
        amount: { minor: 100n, currency: "INR" },
      },
    })
  })

  it("is ignored where it is about nothing that a payer pays", () =>
    expect(readingOf(event("mandate_hub.opened", {}))).toEqual({ facts: [], ignored: expect.stringContaining("mandate_hub") }))

  it("needs nothing but its type", () => expect(parse({ event: "mandate_hub.opened" })).toHaveLength(1))

  it("without a type is malformed", () => expect(() => parse({ entity: "event" })).toThrow(MalformedPayloadError))
})

it("an unknown status of a refund is unclear, with its amount", () =>
  expect(readingOf(event("refund.processed", { refund: { ...refund, status: "reversed" } }))).toEqual({
    facts: [],
    unclear: {
      detail: expect.stringContaining("reversed"),
      providerPaymentId: "pay_1",
      amount: { minor: 100n, currency: "INR" },
    },
  }))
