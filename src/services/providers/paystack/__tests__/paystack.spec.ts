import { createHmac } from "node:crypto"
import { offline } from "../../kit/__tests__/offline"
import { MalformedPayloadError, SignatureVerificationError } from "../../../domain/errors"
import type { DisputeFact, PaymentFact } from "../../../domain/facts"
import type { ProviderContext } from "../../provider"
import { paystack } from ".."
import { paystackAmount } from "../amount"
import { paystackOptions, type PaystackOptions } from "../options"

const SESSION = "payses_01JWF1XT0RE000000000000001"
const contextOf = (...secretKeys: string[]): ProviderContext<PaystackOptions> => ({
  account: { id: "paystack" },
  options: paystackOptions.parse({ secretKeys: secretKeys.length ? secretKeys : ["sk_live_x"] }),
  now: () => new Date(),
  fetch: offline,
})

const charge = {
  id: 4099260516001,
  domain: "live",
  status: "success",
  reference: "ref-1",
  amount: 20000,
  requested_amount: 20000,
  currency: "NGN",
  paid_at: "2025-06-01T12:00:00.000Z",
  metadata: { session_id: SESSION },
}
const refund = {
  status: "processed",
  transaction_reference: "ref-1",
  refund_reference: "1320133",
  amount: "10000",
  currency: "NGN",
  domain: "live",
}
const dispute = {
  id: 358950,
  refund_amount: 5800,
  currency: "NGN",
  status: "awaiting-merchant-feedback",
  resolution: null as string | null,
  domain: "live",
  category: "chargeback",
  transaction: charge,
  transaction_reference: null,
  dueAt: "2025-06-05T18:00:00.000Z",
  resolvedAt: null as string | null,
  updated_at: "2025-06-03T18:00:00.000Z",
}

const request = (rawBody: Buffer, headers: Record<string, string> = {}) => ({
  method: "POST",
  url: "/",
  headers,
  rawBody,
  receivedAt: new Date(),
})
const bytes = (event: string, data: unknown) => Buffer.from(JSON.stringify({ event, data }))
const parse = (event: string, data: unknown) => paystack.parse(request(bytes(event, data)), contextOf())
const readingOf = (event: string, data: unknown, context = contextOf()) => {
  const [parsed] = parse(event, data)
  if (!parsed) throw new Error("nothing was parsed")
  const stored = { ...parsed, payload: JSON.parse(JSON.stringify(parsed.payload)) as Record<string, unknown> }
  return paystack.normalize(stored, context)
}
const factOf = (event: string, data: unknown) => readingOf(event, data).facts[0]

describe("the signature", () => {
  // printf '%s' "$body" | openssl dgst -sha512 -hmac "$key"
  const vectors = [
    [
      "sk_test_vector",
      '{"event":"charge.success","data":{"reference":"vector-1","amount":20000}}',
      "da258929652ceae7cb01a536e336855104e0f32cbedd01aab5c94b61413345c5252b14847758dded956253813111db5f98ba85ccf0dbd5555ca7d01460261380",
    ],
    [
      "sk_live_vector",
      '{"event":"refund.processed","data":{"note":"naïve ₦"}}',
      "ed0bd8ad28aa6ea7d2353c5a1fb6a1e1761fe7c04dc9c4da00eb688dd341c446da400aeed354e1582eaf709c491f108caf76fd3dd71a5da1220554bbe2b8dd89",
    ],
  ] as const
  const verify = (key: string, body: string, signature: string) =>
    paystack.verify(request(Buffer.from(body), { "x-paystack-signature": signature }), contextOf(key))

  it.each(vectors)("made by openssl with %s is accepted, and by no other key", async (key, body, signature) => {
    await expect(verify(key, body, signature)).resolves.toBeUndefined()
    await expect(verify(`${key}2`, body, signature)).rejects.toThrow(SignatureVerificationError)
    await expect(verify(key, `${body} `, signature)).rejects.toThrow(SignatureVerificationError)
  })

  it.each(["sha256", "sha384", "sha1"])("of the same body and key by HMAC-%s is refused", async (algorithm) => {
    const [key, body] = vectors[0]
    const hex = createHmac(algorithm, key).update(body).digest("hex")
    for (const signature of [hex, hex.padEnd(128, "0"), hex.repeat(2)])
      await expect(verify(key, body, signature)).rejects.toThrow(SignatureVerificationError)
  })

  it.each([
    ["upper-case hex", (hex: string) => hex.toUpperCase()],
    ["base64", (hex: string) => Buffer.from(hex, "hex").toString("base64")],
    ["one digit less", (hex: string) => hex.slice(0, -1)],
    ["one byte more", (hex: string) => `${hex}00`],
  ])("in %s is refused", async (_what, change) => {
    const [key, body, signature] = vectors[0]
    await expect(verify(key, body, change(signature))).rejects.toThrow(SignatureVerificationError)
  })
})

describe("the options", () => {
  const problems = (...secretKeys: string[]) =>
    paystackOptions
      .safeParse({ secretKeys })
      .error?.issues.map(({ message }) => message)
      .join("; ")

  it.each(["pk_test_x", "whsec_x", "0a1b2c3d4e", "sk_x", "SK_TEST_x"])(
    "refuse %s: Paystack signs with the API secret key",
    (key) => {
      expect(problems(key)).toMatch(/API secret key/)
      expect(problems(key)).not.toContain(key)
    },
  )

  it("refuse keys of both modes in one account: the test key could sign live payments", () => {
    expect(problems("sk_live_x", "sk_test_x")).toMatch(/mixes live and test keys/)
    expect(problems("sk_test_x", "sk_test_y")).toBeUndefined()
  })
})

describe("paystackAmount", () => {
  it.each([
    ["20000", "NGN", 20000n],
    ["20000", "GHS", 20000n],
    ["20000", "ZAR", 20000n],
    ["20000", "KES", 20000n],
    ["20000", "USD", 20000n],
    ["20000", "EGP", 20000n],
    ["20000", "XOF", 200n],
    ["20000", "RWF", 200n],
    ["0", "XOF", 0n],
  ])("reads %s %s as %s minor units of ISO 4217", (units, currency, minor) =>
    expect(paystackAmount(units, currency)).toEqual({ minor, currency }),
  )

  it.each([
    ["20050", "XOF"],
    ["20050", "RWF"],
    ["20000", "UGX"],
    ["20000", "ngn"],
    ["20000", undefined],
    [undefined, "NGN"],
  ])("does not guess at %s %s", (units, currency) => expect(paystackAmount(units, currency)).toBeUndefined())
})

describe("a charge", () => {
  it("that succeeded is captured, in the mode of the key that signed it", () => {
    expect(factOf("charge.success", charge)).toEqual({
      subject: "payment",
      state: "captured",
      providerPaymentId: "ref-1",
      merchantReference: "ref-1",
      sessionId: SESSION,
      amount: { minor: 20000n, currency: "NGN" },
      mode: "live",
      occurredAt: new Date("2025-06-01T12:00:00Z"),
    })
  })

  it("has the paid amount, not the requested one", () =>
    expect(factOf("charge.success", { ...charge, amount: 15000 })?.amount).toEqual({ minor: 15000n, currency: "NGN" }))

  describe("whose fee the payer bore", () => {
    const sumsOf = (sums: object) => {
      const { amount, payerFee } = factOf("charge.success", { ...charge, ...sums }) as PaymentFact
      return [amount, payerFee].map((sum) => sum && "minor" in sum && sum.minor)
    }

    it("has the sum that was asked for, and the fee apart", () => {
      expect(sumsOf({ amount: 25126, requested_amount: 25000 })).toEqual([25000n, 126n])
      expect(sumsOf({ amount: "25126", requested_amount: "25000" })).toEqual([25000n, 126n])
    })

    it("may bear a part of a franc, which is rounded up", () =>
      expect(sumsOf({ amount: 251250, requested_amount: 250000, currency: "XOF" })).toEqual([2500n, 13n]))

    it.each([0, "", null, undefined, -1, 1.5, "25000.0", {}, 20001])(
      "is what was paid where the requested amount is %p",
      (requested_amount) => expect(sumsOf({ requested_amount })).toEqual([20000n, undefined]),
    )
  })

  it.each([
    [{ session_id: SESSION }, SESSION],
    [JSON.stringify({ session_id: SESSION }), SESSION],
    [{ session_id: SESSION.slice(7) }, SESSION],
    ["", undefined],
    [0, undefined],
    [null, undefined],
    [undefined, undefined],
    ["no JSON", undefined],
    ['"text"', undefined],
    ["null", undefined],
    [[SESSION], undefined],
    [{ session_id: "sess_of_another_kind" }, undefined],
    [{ session_id: 7 }, undefined],
  ])("with the metadata %j belongs to %s", (metadata, sessionId) =>
    expect(factOf("charge.success", { ...charge, metadata })?.sessionId).toBe(sessionId),
  )

  it("may be referenced by the session itself", () => {
    const fact = factOf("charge.success", { ...charge, metadata: "", reference: SESSION.slice(7) })
    expect(fact).toMatchObject({ sessionId: SESSION, providerPaymentId: SESSION.slice(7) })
    expect(fact).not.toHaveProperty("merchantReference")
  })

  it.each([-1, 1.5, "1.50", "1e3", "-5", " 5", "", null, true, 2 ** 53, "1".repeat(19), undefined])(
    "of the unreadable amount %p is reported without one, so that it is quarantined",
    (amount) => {
      const fact = factOf("charge.success", { ...charge, amount })
      expect(fact).toMatchObject({ state: "captured" })
      expect(fact).not.toHaveProperty("amount")
    },
  )

  it.each(["failed", "abandoned", "pending", "ongoing", "processing", "queued"])("that is %s inside is no money", (status) =>
    expect(readingOf("charge.success", { ...charge, status })).toEqual({ facts: [], ignored: expect.stringContaining(status) }),
  )

  it.each(["reversed", "Success", "half-success"])("that is %s inside is unclear: money came or went", (status) =>
    expect(readingOf("charge.success", { ...charge, status })).toEqual({
      facts: [],
      unclear: expect.objectContaining({
        detail: expect.stringContaining(status),
        providerPaymentId: "ref-1",
        sessionId: SESSION,
        amount: { minor: 20000n, currency: "NGN" },
      }),
    }),
  )

  it("of another name than success is unclear", () =>
    expect(readingOf("charge.reversed", { ...charge, status: "reversed" })).toMatchObject({
      facts: [],
      unclear: { detail: expect.stringContaining("charge.reversed"), providerPaymentId: "ref-1" },
    }))

  it("that is said to have failed is not read: Paystack documents no such event", () =>
    expect(readingOf("charge.failed", { ...charge, status: "failed" })).toEqual({
      facts: [],
      ignored: expect.stringContaining("charge.failed"),
    }))

  it("of the other mode contradicts the account", () => {
    const [fact] = readingOf("charge.success", charge, contextOf("sk_test_x")).facts
    expect(fact).toMatchObject({ mode: "test", contradictions: [expect.stringContaining("domain is live")] })
    expect(factOf("charge.success", charge)).not.toHaveProperty("contradictions")
    expect(factOf("charge.success", { ...charge, domain: undefined })).not.toHaveProperty("contradictions")
  })
})

describe("a refund", () => {
  it.each([
    ["pending", "pending", undefined],
    ["processing", "pending", undefined],
    ["needs-attention", "pending", "needs-attention"],
    ["processed", "succeeded", undefined],
    ["failed", "failed", "failed"],
  ])("that is %s is %s", (status, state, reasonCode) => {
    const fact = factOf(`refund.${status}`, { ...refund, status })
    expect(fact).toMatchObject({ subject: "refund", state, providerRefundId: "1320133", providerPaymentId: "ref-1" })
    expect(fact?.reasonCode).toBe(reasonCode)
  })

  it.each(["10000", 10000])("of %p has ten thousand minor units, be it text or number", (amount) =>
    expect(factOf("refund.processed", { ...refund, amount })?.amount).toEqual({ minor: 10000n, currency: "NGN" }),
  )

  it("without a reference of its own is still a refund of its payment", () => {
    const fact = factOf("refund.pending", { ...refund, status: "pending", refund_reference: null })
    expect(fact).toMatchObject({ providerPaymentId: "ref-1" })
    expect(fact).not.toHaveProperty("providerRefundId")
  })

  it("belongs to the session by which its payment is referenced", () =>
    expect(factOf("refund.processed", { ...refund, transaction_reference: SESSION.slice(7) })?.sessionId).toBe(SESSION))

  it("whose status says something else than its event is unclear", () =>
    expect(readingOf("refund.processed", { ...refund, status: "processing" })).toEqual({
      facts: [],
      unclear: expect.objectContaining({ providerPaymentId: "ref-1", amount: { minor: 10000n, currency: "NGN" } }),
    }))

  it.each(["", null, undefined, 7, {}])("with the status %p is read by its event's name", (status) =>
    expect(factOf("refund.processed", { ...refund, status })).toMatchObject({ state: "succeeded" }),
  )

  it.each([refund, { note: "no reference" }])("of an unknown name is unclear, whatever it carries", (data) =>
    expect(readingOf("refund.returned", data)).toEqual({
      facts: [],
      unclear: expect.objectContaining({ detail: expect.stringContaining("refund.returned") }),
    }),
  )
})

describe("a preauthorization", () => {
  const held = { ...charge, status: "authorized", currency: "ZAR", captured_amount: null as unknown }

  it("that is reserved is authorized", () =>
    expect(factOf("preauthorization.reserve.success", held)).toMatchObject({
      subject: "payment",
      state: "authorized",
      sessionId: SESSION,
      amount: { minor: 20000n, currency: "ZAR" },
    }))

  it("is captured with what was captured of it", () =>
    expect(factOf("preauthorization.capture.success", { ...held, status: "captured", captured_amount: "15000" })).toMatchObject({
      state: "captured",
      amount: { minor: 15000n, currency: "ZAR" },
      authorizedAmount: { minor: 20000n, currency: "ZAR" },
    }))

  it("that is released is canceled", () =>
    expect(factOf("preauthorization.release.success", { ...held, status: "released" })).toMatchObject({ state: "canceled" }))

  it.each([
    ["capture.failed", "capture_failed"],
    ["release.failed", "release_failed"],
    ["reserve.success", "released"],
    ["expire.success", "expired"],
  ])("of %s, %s needs a person", (name, status) =>
    expect(readingOf(`preauthorization.${name}`, { ...held, status })).toMatchObject({
      facts: [],
      unclear: { providerPaymentId: "ref-1", sessionId: SESSION, amount: { minor: 20000n, currency: "ZAR" } },
    }),
  )
})

it("a bank transfer that Paystack sends back is unclear, as it names no payment", () => {
  const bank_transfer = { amount: "30000", message_type: "INCORRECT_AMOUNT", transaction_id: "3103959930" }
  expect(readingOf("bank.transfer.rejected", { bank_transfer }).unclear?.detail).toMatch(/30000 .*INCORRECT_AMOUNT.* 3103959930/)
  expect(readingOf("bank.transfer.rejected", {}).unclear?.detail).toMatch(/sends the money back/)
})

describe("a dispute", () => {
  it.each([
    ["create", "awaiting-merchant-feedback", null, "opened"],
    ["create", "pending", null, "opened"],
    ["remind", "awaiting-merchant-feedback", null, "opened"],
    ["remind", "awaiting-bank-feedback", null, "under_review"],
    ["resolve", "resolved", "merchant-accepted", "lost"],
    ["resolve", "resolved", "auto-accepted", "lost"],
    ["resolve", "resolved", "declined", "won"],
    // The merchant has declined, and the bank has not answered.
    ["resolve", "awaiting-bank-feedback", "declined", "under_review"],
  ])("of charge.dispute.%s, %s, %s is %s", (name, status, resolution, state) =>
    expect(factOf(`charge.dispute.${name}`, { ...dispute, status, resolution })).toMatchObject({
      subject: "dispute",
      state,
      providerDisputeId: "358950",
      providerPaymentId: "ref-1",
      sessionId: SESSION,
      reasonCode: resolution ?? "chargeback",
      amount: { minor: 5800n, currency: "NGN" },
    }),
  )

  it.each([
    ["resolved", null],
    ["resolved", "something-new"],
    ["archived", "declined"],
    ["archived", null],
    ["escalated", null],
  ])("that is %s with the resolution %p is unclear", (status, resolution) =>
    expect(readingOf("charge.dispute.resolve", { ...dispute, status, resolution })).toEqual({
      facts: [],
      unclear: expect.objectContaining({
        detail: expect.stringContaining("358950"),
        providerPaymentId: "ref-1",
        sessionId: SESSION,
        amount: { minor: 5800n, currency: "NGN" },
      }),
    }),
  )

  it.each([
    ["merchant-accepted", true],
    ["auto-accepted", true],
    ["declined", undefined],
  ])("that ends as %s: is it paid out as a refund? %p", (resolution, settledByRefund) => {
    const created_at = "2025-06-02T08:00:00.000Z"
    const fact = factOf("charge.dispute.resolve", { ...dispute, status: "resolved", resolution, created_at }) as DisputeFact
    expect(fact.settledByRefund).toBe(settledByRefund)
    expect(fact.openedAt).toEqual(new Date(created_at))
  })

  it("gives its deadline, as long as it may be answered", () => {
    expect(factOf("charge.dispute.create", dispute)).toMatchObject({ evidenceDueBy: new Date(dispute.dueAt) })
    const resolved = { ...dispute, status: "resolved", resolution: "declined", resolvedAt: "2025-06-06T10:00:00.000Z" }
    const fact = factOf("charge.dispute.resolve", resolved)
    expect(fact).not.toHaveProperty("evidenceDueBy")
    expect(fact?.occurredAt).toEqual(new Date("2025-06-06T10:00:00Z"))
  })
})

describe("an event", () => {
  const idOf = (event: string, data: unknown) => parse(event, data)[0]?.id

  it("has the digest of its bytes for an id: two changes of one payment are two, one sent again is one", () => {
    expect(idOf("charge.success", charge)).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(idOf("charge.success", charge)).toBe(idOf("charge.success", { ...charge }))
    const ids = [
      idOf("refund.pending", { ...refund, status: "pending", refund_reference: null, amount: "10000" }),
      // The second of two partial refunds, with no reference yet to distinguish it.
      idOf("refund.pending", { ...refund, status: "pending", refund_reference: null, amount: "5000" }),
      idOf("refund.processing", { ...refund, status: "processing", refund_reference: null }),
      idOf("refund.processed", refund),
      idOf("charge.dispute.remind", dispute),
      idOf("charge.dispute.remind", { ...dispute, updated_at: "2025-06-04T18:00:00.000Z" }),
    ]
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each([
    ["no data", "charge.success", undefined],
    ["a charge without a reference", "charge.success", { ...charge, reference: undefined }],
    ["a charge without a status", "charge.success", { ...charge, status: undefined }],
    ["a reference that cannot be stored", "charge.success", { ...charge, reference: "a\0" }],
    ["a refund of no transaction", "refund.processed", { ...refund, transaction_reference: null }],
    ["a dispute without an id", "charge.dispute.create", { ...dispute, id: undefined }],
    ["a dispute about no transaction", "charge.dispute.create", { ...dispute, transaction: undefined }],
    ["no name", "", charge],
  ])("with %s is malformed", (_what, event, data) => expect(() => parse(event, data)).toThrow(MalformedPayloadError))

  it.each([
    ["subscription.expiring_cards", [{ expiry_date: "12/2025" }]],
    ["invoice.create", null],
    ["transfer.success", undefined],
    ["something.new", "text"],
  ])("that nobody reads needs no data: %s", (event, data) =>
    expect(readingOf(event, data)).toEqual({ facts: [], ignored: expect.stringContaining(event) }),
  )

  it("keeps no personal data", () => {
    const personal = { customer: { email: "adaeze@example.com" }, ip_address: "192.0.2.1", log: { history: ["Adaeze"] } }
    const kept = JSON.stringify([
      parse("charge.success", { ...charge, ...personal, metadata: { session_id: SESSION, ship_to: "Adaeze" } }),
      parse("customeridentification.success", personal),
    ])
    for (const word of ["adaeze", "Adaeze", "192.0.2.1"]) expect(kept).not.toContain(word)
  })

  it("is never guessed at when an older row's payload cannot be read any more", () =>
    expect(paystack.normalize({ id: "1", type: "charge.success", payload: { data: {} } }, contextOf())).toEqual({
      facts: [],
      ignored: expect.stringContaining("does not carry"),
    }))
})
