import { offline } from "../../kit/__tests__/offline"
import { MalformedPayloadError, SignatureVerificationError } from "../../../domain/errors"
import type { DisputeState, FactName } from "../../../domain/facts"
import { factName } from "../../../domain/facts"
import { hmacSha256 } from "../../../signature/hmac"
import type { ProviderContext } from "../../provider"
import { adyen } from ".."
import { adyenAmount } from "../amount"
import type { AdyenEvent } from "../event"
import type { AdyenOptions } from "../options"
import { REPORTS } from "../reports"

const KEY = "ab".repeat(32)
const now = new Date("2025-06-01T12:00:00Z")
const contextOf = (options: object = {}): ProviderContext<AdyenOptions> => ({
  account: { id: "adyen" },
  options: adyen.options.parse({ hmacKeys: [KEY], merchantAccounts: ["Shop_ECOM"], ...options }),
  now: () => now,
  fetch: offline,
})

type Item = Record<string, unknown>
const capture: Item = {
  pspReference: "CAPTURE000000001",
  originalReference: "PAYMENT000000001",
  merchantAccountCode: "Shop_ECOM",
  merchantReference: "order-7",
  amount: { value: 2495, currency: "EUR" },
  eventCode: "CAPTURE",
  eventDate: "2025-06-01T13:00:00+02:00",
  success: "true",
}
/** Signed by hand, field by field, so that a mistake in the adapter's own list shows. */
const signed = (item: Item, key: Buffer | string = Buffer.from(KEY, "hex")): Item => {
  const amount = item.amount as { value?: number; currency?: string } | undefined
  const fields = [
    ...[item.pspReference, item.originalReference, item.merchantAccountCode, item.merchantReference],
    ...[amount?.value, amount?.currency, item.eventCode, item.success],
  ]
  const hmacSignature = hmacSha256(key, fields.join(":")).toString("base64")
  return { ...item, additionalData: { ...(item.additionalData as object | undefined), hmacSignature } }
}
const bodyOf = (items: readonly Item[], envelope: object = {}) =>
  Buffer.from(
    JSON.stringify({ live: "false", notificationItems: items.map((item) => ({ NotificationRequestItem: item })), ...envelope }),
  )
const requestOf = (rawBody: Buffer, headers: Record<string, string> = {}) => ({
  method: "POST",
  url: "/",
  headers,
  rawBody,
  receivedAt: now,
})
const verify = (items: readonly Item[], headers = {}, options = {}) =>
  adyen.verify(requestOf(bodyOf(items), headers), contextOf(options))
const parse = (items: readonly Item[], envelope = {}) => adyen.parse(requestOf(bodyOf(items, envelope)), contextOf())
const readingOf = (item: Item, options = {}, envelope = {}) => {
  const [event] = parse([item], envelope)
  if (!event) throw new Error("no event")
  return adyen.normalize(event, contextOf(options))
}
const factOf = (item: Item, options = {}, envelope = {}) => readingOf(item, options, envelope).facts[0]

describe("the signature", () => {
  it("is that of each item, all of which are checked", async () => {
    const second = { ...capture, pspReference: "CAPTURE000000002" }
    await expect(verify([signed(capture), signed(second)])).resolves.toBeUndefined()
    await expect(verify([signed(capture), { ...signed(second), success: "false" }])).rejects.toThrow(/item 1/)
    await expect(verify([signed(capture), second])).rejects.toThrow(/item 1 is not signed/)
  })

  it("is made with the key's bytes: the key as text signs nothing", async () => {
    await expect(verify([signed(capture, KEY)])).rejects.toBeInstanceOf(SignatureVerificationError)
  })

  it("must be there", async () => {
    for (const additionalData of [undefined, null, {}, { hmacSignature: "" }, { hmacSignature: null }, [], "x"])
      await expect(verify([{ ...capture, additionalData }])).rejects.toBeInstanceOf(SignatureVerificationError)
  })

  it("is not looked for in a header unless the options say so, nor in the items when they say header", async () => {
    const body = bodyOf([capture])
    const headers = { hmacsignature: hmacSha256(Buffer.from(KEY, "hex"), body).toString("base64") }
    await expect(adyen.verify(requestOf(body, headers), contextOf())).rejects.toThrow(/not signed/)
    await expect(adyen.verify(requestOf(body, headers), contextOf({ signature: "header" }))).resolves.toBeUndefined()
    await expect(verify([signed(capture)], {}, { signature: "header" })).rejects.toThrow(/hmacsignature header is missing/)
  })

  it.each(["pspReference", "originalReference", "merchantAccountCode", "eventCode", "success"])(
    "lets no colon stand in %s, where it could have moved from another field",
    async (field) => {
      for (const value of ["A:B", ":", "A\\", "A\n"])
        await expect(verify([signed({ ...capture, [field]: value })])).rejects.toBeInstanceOf(MalformedPayloadError)
    },
  )

  it("lets colons stand in merchantReference, which then is the only field that can contain them", () =>
    expect(verify([signed({ ...capture, merchantReference: "order:7:\\x" })])).resolves.toBeUndefined())

  it.each<[string, unknown, RegExp]>([
    ["pspReference", undefined, /^item 1: pspReference must be text/],
    ["pspReference", "P".repeat(201), /^item 1: pspReference is longer than 200/],
    ["merchantAccountCode", "", /^item 1: merchantAccountCode must be text/],
    ["merchantReference", "x".repeat(256), /^item 1: merchantReference must be text/],
    ["merchantReference", 7, /^item 1: merchantReference must be text/],
    ["merchantReference", "a\0b", /^item 1: merchantReference must be text/],
    ["originalReference", ["PAYMENT000000001"], /^item 1: originalReference must be text/],
    ["amount", [2495, "EUR"], /^item 1: amount must be an object$/],
    ["amount", "2495", /^item 1: amount must be an object$/],
    ["amount", { value: 2495, currency: "eur" }, /^item 1: amount.currency must be an ISO 4217 code$/],
    ["eventCode", "capture", /^item 1: eventCode must be an event code$/],
    ["success", true, /^item 1: success must be the text/],
  ])("names the item and field that it cannot trust (%s), and not their content", async (field, value, message) => {
    const error = await verify([signed(capture), { ...signed(capture), [field]: value }]).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(MalformedPayloadError)
    expect((error as Error).message).toMatch(message)
  })

  it.each([null, 7, "item", [], {}, { NotificationRequestItem: null }, { NotificationRequestItem: [] }])(
    "refuses as malformed an item that is none: %j",
    (wrapper) => {
      const body = Buffer.from(JSON.stringify({ live: "false", notificationItems: [wrapper] }))
      return expect(adyen.verify(requestOf(body), contextOf())).rejects.toThrow(/item 0 is no NotificationRequestItem/)
    },
  )

  it("refuses as malformed a value that cannot be written as text", () =>
    expect(verify([{ ...signed(capture), pspReference: { toString: "" } }])).rejects.toBeInstanceOf(MalformedPayloadError))

  it.each([
    ["a payload without items", { notificationItems: [] }],
    ["a payload whose items are no list", { notificationItems: { NotificationRequestItem: capture } }],
    ["an envelope that does not say where it comes from", { live: undefined }],
    ["an envelope with a boolean", { live: false }],
  ])("refuses %s", (_what, envelope) =>
    expect(adyen.verify(requestOf(bodyOf([signed(capture)], envelope)), contextOf())).rejects.toBeInstanceOf(
      MalformedPayloadError,
    ),
  )
})

describe("basic authentication", () => {
  const options = {
    basicAuth: [
      { username: "new", password: "n:ew" },
      { username: "old", password: "old" },
    ],
  }
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` })
  const items = [signed(capture)]

  it.each(["new:n:ew", "old:old"])("accepts the login %s", (login) =>
    expect(verify(items, basic(login), options)).resolves.toBeUndefined(),
  )

  it.each(["new:old", "old:n:ew", "new:", ":n:ew", "new", "", "NEW:n:ew", "new:n:ew ", "x:new:n:ew"])(
    "refuses %j: user name and password go together",
    (login) => expect(verify(items, basic(login), options)).rejects.toBeInstanceOf(SignatureVerificationError),
  )

  it("is required once it is configured, whatever the signature, and does not replace it", async () => {
    await expect(verify(items, {}, options)).rejects.toThrow(/authorization header is missing/)
    await expect(verify([capture], basic("old:old"), options)).rejects.toThrow(/not signed/)
    await expect(verify(items, { authorization: `Bearer ${"x".repeat(10)}` }, options)).rejects.toThrow(/do not match/)
    await expect(verify(items, { authorization: "Basic !" }, options)).rejects.toThrow(/do not match/)
  })

  it("does not repeat the credentials that were sent", () =>
    expect(verify(items, basic("LEAKED:LEAKED"), options)).rejects.not.toThrow(/LEAKED|TEVBS0VE/))
})

describe("a batch", () => {
  it("gives one event for each item, in their order", () => {
    const items = ["A", "B", "C"].map((pspReference) => ({ ...capture, pspReference }))
    expect(parse(items).map(({ id }) => id)).toEqual(["CAPTURE:A:true", "CAPTURE:B:true", "CAPTURE:C:true"])
  })
})

describe("the event's id", () => {
  const idOf = (change: Item) => parse([{ ...capture, ...change }])[0]?.id

  it.each<[string, Item]>([
    ["eventDate", { eventDate: "2025-06-01T14:00:00+02:00" }],
    ["reason", { reason: "again" }],
    ["additionalData", { additionalData: { "modification.action": "refund" } }],
  ])("does not follow %s, which is unsigned and may differ between deliveries", (_what, change) =>
    expect(idOf(change)).toBe(idOf({})),
  )

  it.each<[string, Item]>([
    ["another modification", { pspReference: "CAPTURE000000002" }],
    ["its failure", { eventCode: "CAPTURE_FAILED" }],
    ["a refused request", { success: "false" }],
  ])("differs for %s", (_what, change) => expect(idOf(change)).not.toBe(idOf({})))
})

describe("unsigned fields decide nothing about money", () => {
  const altered = {
    additionalData: {
      "modification.action": "refund",
      "metadata.session_id": "payses_01JWPZ5M8T4Q6R9V2X3Y7ZBCDE",
      disputeStatus: "Won",
      grossValue: "1",
    },
    reason: "Refused",
    paymentMethod: "ideal",
    operations: ["CANCEL"],
  }

  it.each(["AUTHORISATION", "CAPTURE", "CANCELLATION", "CANCEL_OR_REFUND", "REFUND"])(
    "%s reads the same with other such fields",
    (eventCode) => {
      expect(readingOf({ ...capture, ...altered, eventCode })).toEqual(readingOf({ ...capture, eventCode }))
    },
  )

  it("CANCEL_OR_REFUND is a cancellation, or the refund of a captured payment, whatever additionalData says", () => {
    for (const action of ["cancel", "refund", undefined])
      expect(
        factOf({ ...capture, eventCode: "CANCEL_OR_REFUND", additionalData: { "modification.action": action } }),
      ).toMatchObject({
        subject: "payment",
        state: "canceled",
        providerPaymentId: "PAYMENT000000001",
        ifCaptured: {
          subject: "refund",
          state: "succeeded",
          providerRefundId: "CAPTURE000000001",
          providerPaymentId: "PAYMENT000000001",
          amount: { minor: 2495n, currency: "EUR" },
        },
      })
  })

  it("CANCEL_OR_REFUND without a sum returns all that is left", () => {
    const fact = factOf({ ...capture, eventCode: "CANCEL_OR_REFUND", amount: { value: 0, currency: "EUR" } })
    expect(fact).toMatchObject({ state: "canceled", ifCaptured: { state: "succeeded" } })
    expect(fact).not.toHaveProperty("amount")
    expect(fact).not.toHaveProperty("ifCaptured.amount")
  })

  it("a dispute's status does not win it", () =>
    expect(factOf({ ...capture, eventCode: "CHARGEBACK", additionalData: { disputeStatus: "Won" } })).toMatchObject({
      state: "opened",
    }))

  it("a date that lies ahead is not believed: it would outrank all later attempts", () => {
    const occurredAt = (eventDate: unknown) => parse([{ ...capture, eventDate }])[0]?.occurredAt
    expect(occurredAt("2025-06-01T14:04:00+02:00")).toEqual(new Date("2025-06-01T12:04:00Z"))
    for (const date of ["2025-06-01T14:06:00+02:00", "9999-12-31T00:00:00Z", "yesterday", 7, null, undefined])
      expect(occurredAt(date)).toBeUndefined()
  })
})

describe("a payment method that is captured by hand", () => {
  const stateOf = (paymentMethod: unknown, options: object = {}) => {
    const fact = factOf({ ...capture, eventCode: "AUTHORISATION", paymentMethod }, { captureMode: "immediate", ...options })
    return fact?.state
  }

  it.each(["klarna", "klarna_account", "klarna_paynow", "KLARNA", "affirm", "afterpaytouch", "clearpay", "ratepay_directdebit"])(
    "is only authorized under immediate capture: %s",
    (method) => expect(stateOf(method)).toBe("authorized"),
  )

  it.each(["visa", "ideal", "klarnaish", undefined, null, 7])("is not %j", (method) => expect(stateOf(method)).toBe("captured"))

  it("may be listed by the store instead", () => {
    const options = { capturedByHand: ["Twint"] }
    expect([stateOf("twint", options), stateOf("klarna", options)]).toEqual(["authorized", "captured"])
    expect(stateOf("klarna", { capturedByHand: [] })).toBe("captured")
  })

  it("never makes a payment captured that is not", () =>
    expect(stateOf("visa", { captureMode: "manual", capturedByHand: [] })).toBe("authorized"))

  it("is captured once it is", () =>
    expect(factOf({ ...capture, paymentMethod: "klarna" }, { captureMode: "immediate" })).toMatchObject({ state: "captured" }))
})

describe("a review at Adyen", () => {
  it.each([
    ["MANUAL_REVIEW_ACCEPT", "accepted"],
    ["MANUAL_REVIEW_REJECT", "rejected"],
  ])("%s is %s, and captures nothing", (eventCode, reviewDecision) => {
    for (const captureMode of ["manual", "immediate"])
      expect(factOf({ ...capture, eventCode, originalReference: undefined }, { captureMode })).toMatchObject({
        state: "authorized",
        reviewDecision,
        providerPaymentId: "CAPTURE000000001",
        amount: { minor: 2495n, currency: "EUR" },
      })
  })

  it("names the payment by originalReference where it has one", () =>
    expect(factOf({ ...capture, eventCode: "MANUAL_REVIEW_ACCEPT" })).toMatchObject({ providerPaymentId: "PAYMENT000000001" }))
})

describe("a chargeback", () => {
  const stateOf = (defendable: unknown, eventCode = "CHARGEBACK") =>
    factOf({ ...capture, eventCode, additionalData: { defendable, defensePeriodEndsAt: "2025-06-20T02:00:00+02:00" } })

  it("that nobody may defend is lost when it is reported: nothing more comes", () => {
    expect(stateOf("false")).toMatchObject({ state: "lost" })
    expect(stateOf("false")).not.toHaveProperty("evidenceDueBy")
  })

  it.each(["true", undefined, "", null, false, 0])("is open otherwise: %j", (defendable) =>
    expect(stateOf(defendable)).toMatchObject({ state: "opened", evidenceDueBy: expect.any(Date) }),
  )

  it("is lost only once the money is gone", () =>
    expect(stateOf("false", "NOTIFICATION_OF_CHARGEBACK")).toMatchObject({ state: "opened" }))

  it("that is reversed is won: the money is back", () =>
    expect(stateOf("false", "CHARGEBACK_REVERSED")).toMatchObject({ state: "won" }))
})

it("a payment in parts that was given up is put before a person, with its sum", () =>
  expect(readingOf({ ...capture, eventCode: "ORDER_CLOSED", success: "false", originalReference: "" })).toEqual({
    facts: [],
    unclear: {
      detail: expect.stringContaining("in parts"),
      merchantReference: "order-7",
      amount: { minor: 2495n, currency: "EUR" },
    },
  }))

describe("an item that is not read for money", () => {
  const report: Item = {
    ...capture,
    eventCode: "REPORT_AVAILABLE",
    pspReference: "settlement_2025-06-01T10:00:00.csv",
    originalReference: "",
    merchantReference: "",
    amount: { value: 0, currency: "EUR" },
  }

  it("may hold a colon, and holds nothing up beside it", async () => {
    await expect(verify([signed(capture), signed(report)])).resolves.toBeUndefined()
    const [money, other] = parse([capture, report])
    expect(money && adyen.normalize(money, contextOf()).facts).toHaveLength(1)
    expect(other && adyen.normalize(other, contextOf())).toEqual({
      facts: [],
      ignored: expect.stringContaining("REPORT_AVAILABLE"),
    })
  })

  it.each([
    ["pspReference", ""],
    ["pspReference", "x".repeat(5_000)],
    ["originalReference", 7],
    ["merchantAccountCode", null],
    ["merchantReference", "x".repeat(5_000)],
    ["merchantReference", "a\0b"],
    ["amount", { value: "7", currency: "euro" }],
    ["amount", 7],
    ["success", ""],
  ])("may hold anything that can be signed in %s: %j", async (field, value) => {
    const other = signed({ ...report, [field]: value })
    await expect(verify([signed(capture), other])).resolves.toBeUndefined()
    const ids = parse([capture, other]).map(({ id }) => id)
    expect(ids).toHaveLength(2)
    for (const id of ids) expect(id.length).toBeLessThanOrEqual(255)
  })

  it("is verified all the same", async () => {
    await expect(verify([signed(capture), report])).rejects.toThrow(/item 1 is not signed/)
    await expect(verify([signed(capture), { ...signed(report), pspReference: "other:1" }])).rejects.toThrow(/item 1/)
    await expect(verify([{ ...report, pspReference: { csv: 1 } }])).rejects.toBeInstanceOf(MalformedPayloadError)
  })

  it("is one event, however its signed text is split", () => {
    const split = { ...report, pspReference: "settlement_2025-06-01T10", originalReference: "00", merchantAccountCode: "00.csv" }
    const same = [report, { ...split, merchantReference: ":Shop_ECOM:" }].map((item) => parse([item])[0]?.id)
    expect(same[1]).toBe(same[0])
    expect(parse([{ ...report, pspReference: "settlement.csv" }])[0]?.id).toBe("REPORT_AVAILABLE:settlement.csv:true")
  })

  it("has no references where they may have been moved", () =>
    expect(readingOf({ ...report, eventCode: "FUND_TRANSFER", amount: { value: 7, currency: "EUR" } })).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining("FUND_TRANSFER"), amount: { minor: 7n, currency: "EUR" } },
    }))

  // A signature is genuine for one text. Whoever has it may split the text anew, and never gets another event code.
  it.each<[string, Item]>([
    ["its event code for another", { eventCode: "CAPTURE" }],
    ["a colon into its event code", { amount: { value: "", currency: "" }, eventCode: "EUR:REPORT_AVAILABLE" }],
    ["its event code into success", { eventCode: "CAPTURE", success: "REPORT_AVAILABLE:true" }],
  ])("lends its signature to nobody who moves %s", async (_what, moved) => {
    const { additionalData } = signed(report)
    await expect(verify([{ ...report, ...moved, additionalData }])).rejects.toThrow()
  })

  it("borrows no signature of money", async () => {
    const { additionalData } = signed(capture)
    const moved = {
      ...capture,
      amount: { value: "2495:EUR", currency: "CAPTURE" },
      eventCode: "REPORT_AVAILABLE",
      success: "true",
    }
    await expect(verify([{ ...moved, additionalData }])).rejects.toBeInstanceOf(SignatureVerificationError)
    const inSuccess = { ...capture, eventCode: "REPORT_AVAILABLE", success: "x:CAPTURE:true", additionalData }
    await expect(verify([inSuccess])).rejects.toBeInstanceOf(MalformedPayloadError)
  })
})

it("what was verified is read, also when another call is verified in between", async () => {
  const [one, other] = [requestOf(bodyOf([signed(capture)])), requestOf(bodyOf([signed({ ...capture, pspReference: "OTHER" })]))]
  await adyen.verify(one, contextOf())
  await adyen.verify(other, contextOf())
  expect([one, other, one].map((request) => adyen.parse(request, contextOf())[0]?.id)).toEqual([
    "CAPTURE:CAPTURE000000001:true",
    "CAPTURE:OTHER:true",
    "CAPTURE:CAPTURE000000001:true",
  ])
})

describe("the payment's id", () => {
  it.each<[string, Item, string | undefined]>([
    ["a capture's originalReference", {}, "PAYMENT000000001"],
    ["nothing for a modification without one", { originalReference: undefined }, undefined],
    ["nothing for a refund without one", { eventCode: "REFUND", originalReference: "" }, undefined],
    ["nothing for an expiry without one", { eventCode: "EXPIRE", originalReference: null }, undefined],
    [
      "nothing for a reversed chargeback without one",
      { eventCode: "CHARGEBACK_REVERSED", originalReference: undefined },
      undefined,
    ],
    ["an authorization's pspReference", { eventCode: "AUTHORISATION", originalReference: undefined }, "CAPTURE000000001"],
    ["a refusal's pspReference", { eventCode: "AUTHORISATION", success: "false", originalReference: "" }, "CAPTURE000000001"],
    ["a pending payment's pspReference", { eventCode: "PENDING", originalReference: undefined }, "CAPTURE000000001"],
  ])("is %s", (_what, change, id) => expect(factOf({ ...capture, ...change })?.providerPaymentId).toBe(id))
})

describe("event codes and success", () => {
  it.each<[string, FactName | "unclear" | "ignored", FactName | "unclear" | "ignored"]>([
    ["AUTHORISATION", "payment.authorized", "payment.failed"],
    ["AUTHORISATION_ADJUSTMENT", "unclear", "ignored"],
    ["PENDING", "payment.pending", "unclear"],
    ["CAPTURE", "payment.captured", "ignored"],
    ["CAPTURE_FAILED", "payment.failed", "unclear"],
    ["CANCELLATION", "payment.canceled", "ignored"],
    ["TECHNICAL_CANCEL", "payment.canceled", "ignored"],
    ["CANCEL_OR_REFUND", "payment.canceled", "refund.failed"],
    ["EXPIRE", "payment.expired", "unclear"],
    ["MANUAL_REVIEW_ACCEPT", "payment.authorized", "unclear"],
    ["MANUAL_REVIEW_REJECT", "payment.authorized", "unclear"],
    ["OFFER_CLOSED", "ignored", "ignored"],
    ["ORDER_OPENED", "ignored", "ignored"],
    ["ORDER_CLOSED", "ignored", "unclear"],
    ["HANDLED_EXTERNALLY", "unclear", "unclear"],
    ["AUTORESCUE", "ignored", "ignored"],
    ["AUTORESCUE_NEXT_ATTEMPT", "ignored", "ignored"],
    ["CANCEL_AUTORESCUE", "ignored", "ignored"],
    ["PROCESS_RETRY", "ignored", "ignored"],
    ["DONATION", "ignored", "ignored"],
    ["RECURRING_CONTRACT", "ignored", "ignored"],
    ["REPORT_AVAILABLE", "ignored", "ignored"],
    ["REFUND", "refund.succeeded", "refund.failed"],
    ["POSTPONED_REFUND", "refund.pending", "unclear"],
    ["REFUND_FAILED", "refund.failed", "unclear"],
    ["REFUNDED_REVERSED", "refund.failed", "unclear"],
    ["REFUND_WITH_DATA", "unclear", "ignored"],
    ["VOID_PENDING_REFUND", "unclear", "ignored"],
    ["PAIDOUT_REVERSED", "unclear", "unclear"],
    ["NOTIFICATION_OF_FRAUD", "dispute.warning", "unclear"],
    ["REQUEST_FOR_INFORMATION", "dispute.warning", "unclear"],
    ["NOTIFICATION_OF_CHARGEBACK", "dispute.opened", "unclear"],
    ["CHARGEBACK", "dispute.opened", "unclear"],
    ["INFORMATION_SUPPLIED", "dispute.under_review", "unclear"],
    ["CHARGEBACK_REVERSED", "dispute.won", "unclear"],
    ["PREARBITRATION_OPEN", "dispute.under_review", "unclear"],
    ["SCHEME_ARBITRATION", "dispute.under_review", "unclear"],
    ["PREARBITRATION_WON", "dispute.won", "unclear"],
    ["SCHEME_ARBITRATION_WON", "dispute.won", "unclear"],
    ["ISSUER_RESPONSE_TIMEFRAME_EXPIRED", "dispute.won", "unclear"],
    ["PREARBITRATION_LOST", "dispute.lost", "unclear"],
    ["SCHEME_ARBITRATION_LOST", "dispute.lost", "unclear"],
    ["SECOND_CHARGEBACK", "dispute.lost", "unclear"],
    ["DISPUTE_DEFENSE_PERIOD_ENDED", "dispute.lost", "unclear"],
    ["ISSUER_COMMENTS", "ignored", "ignored"],
    ["PREARBITRATION_ACCEPTED", "unclear", "unclear"],
    ["PAYOUT_THIRDPARTY", "ignored", "ignored"],
    ["PAYOUT_DECLINE", "ignored", "ignored"],
    ["PAYOUT_EXPIRE", "ignored", "ignored"],
  ])("%s is %s, and with success false %s", (eventCode, whenTrue, whenFalse) => {
    const outcomeOf = (success: string) => {
      const { facts, ignored, unclear } = readingOf({ ...capture, eventCode, success })
      if (facts[0]) return factName(facts[0])
      expect(unclear?.detail ?? ignored).toContain(eventCode)
      return unclear ? "unclear" : "ignored"
    }
    expect([outcomeOf("true"), outcomeOf("false")]).toEqual([whenTrue, whenFalse])
  })

  it("an unknown code is unclear where it names an amount, which is signed, and ignored otherwise", () => {
    const amounts = [{ value: 2495, currency: "EUR" }, { value: 0, currency: "EUR" }, null]
    const [named, ...unnamed] = amounts.map((amount) => readingOf({ ...capture, eventCode: "FUND_TRANSFER", amount }))
    expect(named?.unclear).toMatchObject({ amount: { minor: 2495n, currency: "EUR" }, providerPaymentId: "PAYMENT000000001" })
    for (const reading of unnamed) expect(reading).toEqual({ facts: [], ignored: expect.stringContaining("FUND_TRANSFER") })
  })

  it("knows a code only by its own name", () => {
    expect(REPORTS.get("constructor")).toBeUndefined()
    expect(readingOf({ ...capture, eventCode: "TO_STRING" })).toMatchObject({ facts: [] })
  })

  it.each([
    ["manual", "authorized"],
    ["immediate", "captured"],
  ])("an authorization under %s capture is %s", (captureMode, state) =>
    expect(factOf({ ...capture, eventCode: "AUTHORISATION" }, { captureMode })).toMatchObject({ state }),
  )

  it("a refusal is one under immediate capture, too", () =>
    expect(factOf({ ...capture, eventCode: "AUTHORISATION", success: "false" }, { captureMode: "immediate" })).toMatchObject({
      state: "failed",
    }))

  it.each(["manual", "immediate"])("an authorization of nothing is a card check and no payment (%s)", (captureMode) =>
    expect(
      readingOf({ ...capture, eventCode: "AUTHORISATION", amount: { value: 0, currency: "EUR" } }, { captureMode }).facts,
    ).toEqual([]),
  )

  it("captures in parts each have an amount and an id of their own", () =>
    expect(factOf({ ...capture, amount: { value: 1000, currency: "EUR" } })).toMatchObject({
      state: "captured",
      amount: { minor: 1000n, currency: "EUR" },
      providerCaptureId: "CAPTURE000000001",
    }))

  it("a refund keeps its id from the request to its late failure", () => {
    const idOf = (eventCode: string) => {
      const fact = factOf({ ...capture, eventCode, pspReference: "REFUND0000000001" })
      return fact?.subject === "refund" ? fact.providerRefundId : undefined
    }
    expect(["POSTPONED_REFUND", "REFUND", "REFUND_FAILED", "REFUNDED_REVERSED"].map(idOf)).toEqual(
      Array(4).fill("REFUND0000000001"),
    )
  })

  it.each<[string, DisputeState, boolean]>([
    ["NOTIFICATION_OF_CHARGEBACK", "opened", true],
    ["SECOND_CHARGEBACK", "lost", false],
  ])("a dispute by %s is %s, with a date to answer by: %s", (eventCode, state, due) => {
    const fact = factOf({
      ...capture,
      eventCode,
      additionalData: { chargebackReasonCode: " 4853", defensePeriodEndsAt: "2025-06-20T02:00:00+02:00" },
    })
    expect(fact).toMatchObject({ subject: "dispute", state, providerDisputeId: "CAPTURE000000001", reasonCode: "4853" })
    expect(fact).toHaveProperty("providerPaymentId", "PAYMENT000000001")
    const evidenceDueBy = due ? new Date("2025-06-20T00:00:00Z") : undefined
    expect(fact?.subject === "dispute" && fact.evidenceDueBy).toEqual(evidenceDueBy)
  })
})

describe("the merchant account", () => {
  it("of somebody else is a contradiction, so that the money is quarantined", () => {
    expect(factOf({ ...capture, merchantAccountCode: "Other_ECOM" })?.contradictions).toEqual([
      expect.stringContaining("Other_ECOM"),
    ])
    expect(factOf({ ...capture, merchantAccountCode: "SHOP_ECOM" })?.contradictions).toHaveLength(1)
    expect(factOf(capture)?.contradictions).toBeUndefined()
    expect(factOf(capture, { merchantAccounts: ["Other_ECOM", "Shop_ECOM"] })?.contradictions).toBeUndefined()
  })
})

describe("the reference", () => {
  const SESSION = "payses_01JWPZ5M8T4Q6R9V2X3Y7ZBCDE"
  it.each([
    [SESSION, { sessionId: SESSION }],
    [SESSION.slice("payses_".length), { sessionId: SESSION }],
    ["order-7", { merchantReference: "order-7" }],
  ])("%s is read from the signed merchantReference", (merchantReference, expected) =>
    expect(factOf({ ...capture, merchantReference })).toMatchObject(expected),
  )

  it("of a refund may be Medusa's own id of it", () => {
    const merchantReference = "ref_01JWPZ9D3W5E8K2N7Q4T6V0XYZ"
    const fact = factOf({ ...capture, eventCode: "REFUND", merchantReference })
    expect(fact).toMatchObject({ merchantRefundReference: merchantReference })
    expect(fact?.merchantReference).toBeUndefined()
  })
})

describe("the mode", () => {
  it.each([
    ["true", "live"],
    ["false", "test"],
  ])("live %j is %s", (live, mode) => expect(factOf(capture, {}, { live })).toMatchObject({ mode }))
})

describe("a reason", () => {
  const reasonOf = (reason: unknown, change: Item = { eventCode: "AUTHORISATION", success: "false" }) =>
    factOf({ ...capture, ...change, reason })?.reasonCode

  it("is given for failures", () => {
    expect(reasonOf("Not enough balance")).toBe("Not enough balance")
    expect(reasonOf("Capture Failed", { eventCode: "CAPTURE_FAILED" })).toBe("Capture Failed")
  })

  it.each(["", "null", null, 7, "034512:1111:03/2030", "x".repeat(121), "a\0b"])("is left out when it is %j", (reason) =>
    expect(reasonOf(reason)).toBeUndefined(),
  )

  it("is not kept of a success, where it has the card's last digits and expiry", () => {
    const [event] = parse([{ ...capture, eventCode: "AUTHORISATION", reason: "034512:11:30" }])
    expect(JSON.stringify(event?.payload)).not.toContain("034512")
  })
})

describe("adyenAmount", () => {
  it.each<[number, string, bigint]>([
    [2495, "EUR", 2495n],
    [500, "JPY", 500n],
    [1230, "KWD", 1230n],
    [1999000, "CLP", 19990n],
    [350000, "ISK", 3500n],
    [150000, "IDR", 15000000n],
    [1200, "CVE", 120000n],
    [0, "EUR", 0n],
    [Number.MAX_SAFE_INTEGER, "IDR", 900719925474099100n],
  ])("reads %d %s as %d minor units of ISO 4217", (units, currency, minor) =>
    expect(adyenAmount(units, currency)).toEqual({ minor, currency }),
  )

  it.each<[number | undefined, string | undefined]>([
    [350050, "ISK"],
    [1, "CLP"],
    [-1, "EUR"],
    [undefined, "EUR"],
    [1, undefined],
  ])("leaves %s %s out", (units, currency) => expect(adyenAmount(units, currency)).toBeUndefined())

  it.each([
    ["a fraction", 24.95],
    ["more than a number can hold", 2 ** 53],
    ["text", "2495"],
  ])("is malformed when it is %s", (_what, value) =>
    expect(() => parse([{ ...capture, amount: { value, currency: "EUR" } }])).toThrow(MalformedPayloadError),
  )

  it("reports money without an amount as such, so that it is quarantined", () => {
    const fact = factOf({ ...capture, amount: null })
    expect(fact).toMatchObject({ state: "captured" })
    expect(fact?.amount).toBeUndefined()
  })
})

describe("a platform or management webhook", () => {
  const context = contextOf({ signature: "header" })
  const read = (body: string) => adyen.parse(requestOf(Buffer.from(body)), context)

  it("is kept by its type, and says nothing about a payment", () => {
    const [event] = read('{"type":"merchant.updated","environment":"test","data":{"email":"a@example.com"}}')
    expect(event).toMatchObject({ id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), type: "merchant.updated" })
    expect(event && adyen.normalize(event, context)).toEqual({ facts: [], ignored: expect.stringContaining("merchant.updated") })
    expect(JSON.stringify(event?.payload)).not.toContain("example.com")
  })

  it("is recognized by its bytes", () => {
    const [first, again, other] = ['{"type":"a"}', '{"type":"a"}', '{"type":"a" }'].map((body) => read(body)[0]?.id)
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })

  it("is malformed without a type, and where items are signed", () => {
    expect(() => read("{}")).toThrow(MalformedPayloadError)
    expect(() => adyen.parse(requestOf(Buffer.from('{"type":"a"}')), contextOf())).toThrow(MalformedPayloadError)
  })
})

describe("the options", () => {
  const problems = (options: object) => {
    const { error } = adyen.options.safeParse({ hmacKeys: [KEY], merchantAccounts: ["Shop_ECOM"], ...options })
    return error?.issues.map(({ message }) => message).join("; ")
  }

  it("take keys in upper and lower case", () => expect(problems({ hmacKeys: [KEY.toUpperCase(), KEY] })).toBeUndefined())

  it.each<[object, RegExp]>([
    [{ hmacKeys: [] }, /at least one secret/],
    [{ hmacKeys: KEY }, /list with at least one/],
    [{ hmacKeys: ["AQEyhmfxK4LEAKED"] }, /64 hexadecimal digits/],
    [{ hmacKeys: [KEY.slice(2)] }, /64 hexadecimal digits/],
    [{ merchantAccounts: undefined }, /at least one merchant account/],
    [{ merchantAccounts: [] }, /at least one merchant account/],
    [{ merchantAccounts: ["Shop ECOM"] }, /no spaces/],
    [{ captureMode: "automatic" }, /"manual" or "immediate"/],
    [{ capturedByHand: "klarna" }, /list of payment methods' names/],
    [{ capturedByHand: ["Klarna, later"] }, /as Adyen writes it/],
    [{ signature: "none" }, /"items" \(standard webhooks\) or "header"/],
    [{ basicAuth: [] }, /at least one secret/],
    [{ basicAuth: [{ username: "a:b", password: "x" }] }, /must not hold a ":"/],
    [{ basicAuth: [{ username: "a" }] }, /environment variable/],
    [{ hmacKey: KEY }, /not an option here/],
  ])("refuse %j and say how to mend it", (options, message) => {
    expect(problems(options)).toMatch(message)
    expect(problems(options)).not.toMatch(/LEAKED/)
  })
})

describe("a row of an older version", () => {
  it("is never guessed at, and a person looks, when it cannot be read any more", () => {
    const row = { id: "CAPTURE:A:true", type: "CAPTURE", payload: { pspReference: "A" } as unknown as AdyenEvent }
    expect(adyen.normalize(row, contextOf())).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining("CAPTURE") },
    })
  })

  it("is read as it was stored", () => {
    const payload = {
      live: false,
      eventCode: "CHARGEBACK",
      success: "true",
      pspReference: "D",
      originalReference: "P",
      merchantAccountCode: "Shop_ECOM",
      value: 2495,
      currency: "EUR",
      dispute: { status: "Undefended", reasonCode: "10.4", defensePeriodEndsAt: "2025-06-20T02:00:00+02:00" },
    } as const
    expect(adyen.normalize({ id: "CHARGEBACK:D:true", type: "CHARGEBACK", payload }, contextOf()).facts).toEqual([
      {
        subject: "dispute",
        state: "opened",
        providerDisputeId: "D",
        providerPaymentId: "P",
        amount: { minor: 2495n, currency: "EUR" },
        mode: "test",
        reasonCode: "10.4",
        evidenceDueBy: new Date("2025-06-20T00:00:00Z"),
      },
    ])
  })
})

it("acknowledges with the text that Adyen used to look for", () =>
  expect(adyen.acknowledge?.({ recorded: 1, duplicates: 0 })).toEqual({
    status: 200,
    contentType: "text/plain",
    body: "[accepted]",
  }))
