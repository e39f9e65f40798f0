import { MalformedPayloadError } from "../../../domain/errors"
import { PAYMENT_STATES } from "../../../domain/states"
import { readGenericEvent } from "../generic-event"
import { readGenericFacts } from "../generic-facts"

const event = (data: object = {}, more: object = {}) =>
  Buffer.from(JSON.stringify({ id: "evt_1", type: "payment.captured", data, ...more }))
const facts = (data: object, more: object = {}) =>
  readGenericFacts({ ...readGenericEvent(event(data, more)), id: "evt_1" }).facts[0]

describe("the generic event", () => {
  it.each(PAYMENT_STATES)("is read for payment.%s", (state) =>
    expect(facts({}, { type: `payment.${state}` })).toEqual({ subject: "payment", state }),
  )

  it.each<[unknown, bigint]>([
    [0, 0n],
    [2495, 2495n],
    ["2495", 2495n],
    ["0002495", 2495n],
    [Number.MAX_SAFE_INTEGER, 9007199254740991n],
    ["999999999999999999", 999999999999999999n],
  ])("reads amount %p", (amount, minor) => expect(facts({ amount, currency: "eur" })?.amount).toEqual({ minor, currency: "EUR" }))

  it.each([24.95, -1, "24.95", "-1", "", "1e3", 2 ** 53, "1".repeat(19), true, {}, []])(
    "reads amount %p as none, so that money is quarantined",
    (amount) => expect(facts({ amount, currency: "EUR" })).toEqual({ subject: "payment", state: "captured" }),
  )

  it("refuses an amount without a currency", () =>
    expect(() => readGenericEvent(event({ amount: 1 }))).toThrow(/data\.currency .* go along with amount/))

  it.each(["EURO", "E", "12€", "978", 978])("refuses an amount in the currency %p, which alone is read as none", (currency) => {
    expect(() => readGenericEvent(event({ amount: 1, currency }))).toThrow(/data\.currency/)
    expect(facts({ currency })).toEqual({ subject: "payment", state: "captured" })
  })

  it.each(["2025-06-01", "yesterday", "2025-06-01T12:00:00", "2025-02-30T12:00:00Z", 1748779200])(
    "reads occurred_at %p as none",
    (occurred_at) => expect(facts({}, { occurred_at })).not.toHaveProperty("occurredAt"),
  )

  it("takes null for fields that the sender lacks", () =>
    expect(
      facts(
        { session_id: null, payment_id: null, reference: null, amount: null, currency: null, mode: null, reason_code: null },
        { occurred_at: null },
      ),
    ).toEqual({ subject: "payment", state: "captured" }))

  it.each([
    ["payment.captured", { capture_id: null, captured_total: null }],
    ["refund.succeeded", { refund_id: null, refund_reference: null, refunded_total: null }],
    ["payment_method.expiring", { payment_method_id: null, customer_id: null, brand: null, last4: null, expires_on: null }],
  ])("takes null for the optional fields of %s", (type, data) => {
    const [subject, state] = type.split(".")
    expect(facts(data, { type })).toEqual({ subject, state })
  })

  it("takes no null for the id of a dispute, and one for its deadline", () => {
    const type = "dispute.opened"
    expect(() => readGenericEvent(event({ dispute_id: null }, { type }))).toThrow(/dispute_id/)
    expect(facts({ dispute_id: "dp_1", evidence_due_by: null }, { type })).toEqual({
      subject: "dispute",
      state: "opened",
      providerDisputeId: "dp_1",
    })
  })

  it.each(["a\0b", "", "\ud800", "x".repeat(256), 7])("refuses %j for a type, and reads it as no id and no session", (text) => {
    expect(() => readGenericEvent(event({}, { type: text }))).toThrow(MalformedPayloadError)
    expect(readGenericEvent(event({}, { id: text }))).not.toHaveProperty("id")
    expect(facts({ session_id: text, payment_id: "pay_1" })).toEqual({
      subject: "payment",
      state: "captured",
      providerPaymentId: "pay_1",
    })
  })

  it("takes any other text for a session: the sender is the store's own, and says so", () =>
    expect(facts({ session_id: "checkout-1001" })).toMatchObject({ sessionId: "checkout-1001" }))

  it.each(["captured_total", "refunded_total"])(
    "refuses %s without a currency, and reads one that is no amount as none",
    (name) => {
      expect(() => readGenericEvent(event({ [name]: 1 }))).toThrow(`go along with ${name}`)
      expect(facts({ [name]: 1.5, currency: "EUR" })).toEqual({ subject: "payment", state: "captured" })
    },
  )

  it.each([["sandbox"], [7], [{}]])("refuses mode %p: play money would pass for real money", (mode) =>
    expect(() => readGenericEvent(event({ mode }))).toThrow(/data\.mode/),
  )

  it("refuses a dispute without its id, and requires nothing of a type that it does not read", () => {
    expect(() => readGenericEvent(event({}, { type: "dispute.opened" }))).toThrow(/data\.dispute_id/)
    expect(readGenericEvent(event({}, { type: "dispute.unheard_of" })).type).toBe("dispute.unheard_of")
  })

  it("ignores a dispute that was recorded without an id", () =>
    expect(readGenericFacts({ id: "evt_1", type: "dispute.opened", payload: readGenericEvent(event()).payload })).toEqual({
      facts: [],
      ignored: expect.stringContaining("dispute_id"),
    }))

  it.each(["2025-02-30", "31.08.2025", "2025-08-31T00:00:00Z", 20250831])("reads expires_on %p as none", (expires_on) =>
    expect(facts({ expires_on }, { type: "payment_method.expiring" })).not.toHaveProperty("expiresOn"),
  )

  it.each(["captured", "Payment.captured", "payment.created", "payment_method.removed", "invoice.paid"])(
    "reads type %s and ignores it",
    (type) => {
      const read = { ...readGenericEvent(event({}, { type })), id: "evt_1" }
      expect(readGenericFacts(read)).toEqual({ facts: [], ignored: expect.stringContaining(`"${type}"`) })
    },
  )

  it.each(["payment.", "payment.paid", "payment.toString", "refund.captured", "dispute.accepted"])(
    "brings type %s to a person, with the payment and the sum: it is about money in a state that is not known",
    (type) => {
      const data = { session_id: "payses_1", payment_id: "pay_1", reference: "1042", amount: 2495, currency: "eur" }
      const read = { ...readGenericEvent(event(data, { type })), id: "evt_1" }
      expect(readGenericFacts(read)).toEqual({
        facts: [],
        unclear: {
          detail: expect.stringContaining(`"${type}"`),
          sessionId: "payses_1",
          providerPaymentId: "pay_1",
          merchantReference: "1042",
          amount: { minor: 2495n, currency: "EUR" },
        },
      })
    },
  )

  it("requires nothing of data where no fact is read", () => {
    const bytes = Buffer.from(JSON.stringify({ id: "evt_1", type: "invoice.paid", data: "soon" }))
    expect(readGenericEvent(bytes).type).toBe("invoice.paid")
    expect(() => readGenericEvent(Buffer.from(JSON.stringify({ id: "evt_1", type: "payment.failed", data: "soon" })))).toThrow(
      /data must be an object/,
    )
  })

  it("names the wrong fields and never their values", () => {
    expect(() => readGenericEvent(event({ mode: "SECRET", currency: "SECRET" }))).toThrow(/data\.mode/)
    expect(() => readGenericEvent(event({ mode: "SECRET", currency: "SECRET" }))).not.toThrow(/SECRET/)
  })
})
