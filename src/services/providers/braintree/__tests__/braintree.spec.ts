import { createHash, createHmac } from "node:crypto"
import { offline } from "../../kit/__tests__/offline"
import { MalformedPayloadError, SignatureVerificationError } from "../../../domain/errors"
import type { ProviderContext, WebhookRequest } from "../../provider"
import { braintree } from ".."
import { braintreeAmount } from "../amount"
import type { BraintreeOptions } from "../options"

const current = { publicKey: "currentpublic", privateKey: "current-private-key" }
const previous = { publicKey: "previouspublic", privateKey: "previous-private-key" }
const SESSION = "payses_01JWFQ2M3N4P5Q6R7S8T9V0W1X"

const contextOf = (options: object = { keys: [current] }): ProviderContext<BraintreeOptions> => ({
  account: { id: "shop" },
  options: braintree.options.parse(options),
  now: () => new Date(),
  fetch: offline,
})
const context = contextOf()

const requestOf = (body: Buffer | string, more: Partial<WebhookRequest> = {}): WebhookRequest => ({
  method: "POST",
  url: "/webhooks/payments/shop",
  headers: {},
  rawBody: Buffer.from(body),
  receivedAt: new Date(),
  ...more,
})

/** Braintree's signed form, computed here once more and not by the adapter's own code. */
function sentXml(xml: string | Buffer, { publicKey, privateKey } = current): WebhookRequest {
  const payload = `${Buffer.from(xml).toString("base64")}\n`
  const hex = createHmac("sha1", createHash("sha1").update(privateKey).digest()).update(payload).digest("hex")
  return requestOf(new URLSearchParams({ bt_signature: `${publicKey}|${hex}`, bt_payload: payload }).toString())
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" }

function xmlOf(name: string, value: unknown): string {
  if (value === undefined) return ""
  if (value === null) return `<${name} nil="true"/>`
  if (Array.isArray(value)) return value.map((item) => xmlOf(name, item)).join("")
  const inner =
    typeof value === "object"
      ? Object.entries(value)
          .map(([child, item]) => xmlOf(child, item))
          .join("")
      : String(value).replace(/[&<>]/g, (character) => ESCAPES[character] ?? "")
  return `<${name}>${inner}</${name}>`
}
const notificationXml = (notification: object) => Buffer.from(xmlOf("notification", notification))
const sent = (notification: object, key = current) => sentXml(notificationXml(notification), key)

async function read(request: WebhookRequest, used = context) {
  await braintree.verify(request, used)
  const [event] = braintree.parse(request, used)
  if (!event) throw new Error("no event")
  return { event, ...braintree.normalize(event, used) }
}

const sale = {
  id: "tx1",
  type: "sale",
  status: "settled",
  amount: "24.95",
  "currency-iso-code": "EUR",
  "order-id": SESSION,
}
const settled = (more: object = {}) => ({
  timestamp: "2025-06-01T12:00:00Z",
  kind: "transaction_settled",
  subject: { transaction: { ...sale, ...more } },
})

describe("the signature", () => {
  const form = (payload: string, key: Buffer | string) => {
    const hex = createHmac("sha1", key).update(payload).digest("hex")
    return requestOf(new URLSearchParams({ bt_signature: `${current.publicKey}|${hex}`, bt_payload: payload }).toString())
  }
  const payload = `${notificationXml(settled()).toString("base64")}\n`
  const key = createHash("sha1").update(current.privateKey).digest()
  const refused = (request: WebhookRequest, used = context) =>
    expect(braintree.verify(request, used)).rejects.toBeInstanceOf(SignatureVerificationError)

  it("is made with the raw SHA-1 of the private key, over the payload with its last newline", () =>
    expect(braintree.verify(form(payload, key), context)).resolves.toBeUndefined())

  it("is not made with the private key itself", () => refused(form(payload, current.privateKey)))
  it("is not made with the SHA-1 in hex", () => refused(form(payload, key.toString("hex"))))

  it("is not made over the payload without the newline that it arrives with", () => {
    const hex = createHmac("sha1", key).update(payload.trimEnd()).digest("hex")
    return refused(
      requestOf(new URLSearchParams({ bt_signature: `${current.publicKey}|${hex}`, bt_payload: payload }).toString()),
    )
  })

  it("must name one of the account's public keys", () => refused(sent(settled(), { ...current, publicKey: "another" })))

  it("is checked with the private key beside the public key that it names", async () => {
    const both = contextOf({ keys: [current, previous] })
    await expect(braintree.verify(sent(settled(), previous), both)).resolves.toBeUndefined()
    await refused(sent(settled(), { publicKey: current.publicKey, privateKey: previous.privateKey }), both)
  })

  it.each([
    ["no signature", "bt_payload=eA%3D%3D"],
    ["no payload", "bt_signature=currentpublic%7C00"],
    ["two payloads", "bt_payload=eA%3D%3D&bt_payload=eA%3D%3D&bt_signature=currentpublic%7C00"],
    ["two signatures", "bt_payload=eA%3D%3D&bt_signature=currentpublic%7C00&bt_signature=currentpublic%7C00"],
    ["an array of payloads", "bt_payload[]=eA%3D%3D&bt_signature=currentpublic%7C00"],
    ["JSON", '{"bt_payload":"eA==","bt_signature":"currentpublic|00"}'],
  ])("is refused with %s", (_what, body) => refused(requestOf(body)))

  it.each(["\r\n", " ", "\t", "%", "-", "_", "\0", "é"])(
    "is refused over a payload with %j in it, although it is genuine",
    (odd) => refused(form(`${payload.slice(0, 20)}${odd}${payload.slice(20)}`, key)),
  )

  it.each(["bt_payload=eA%3D%3D", "bt_signature=x"])("is refused beside a second field that nobody signed: %s", async (field) => {
    const genuine = sent(settled()).rawBody.toString()
    await refused(requestOf(`${genuine}&${field}`))
    await refused(requestOf(`${field}&${genuine}`))
  })

  it("proves nothing under a challenge, which anybody may have signed", () => refused(form("0123456789abcdef0123", key)))
})

describe("the payload", () => {
  const wrapped = (xml: string) => read(sentXml(xml))

  it.each([
    ["no XML", "x"],
    ["XML that does not end", "<notification><kind>check</kind>"],
    ["another root", "<other><kind>check</kind></other>"],
    ["two roots", "<notification><kind>check</kind></notification><notification/>"],
    ["no kind", "<notification><subject/></notification>"],
    ["two kinds", "<notification><kind>check</kind><kind>dispute_won</kind></notification>"],
    ["a document type", '<!DOCTYPE n [<!ENTITY k "check">]><notification><kind>&k;</kind></notification>'],
    ["a document type in lower case", '<!doctype n [<!entity k "check">]><notification><kind>&k;</kind></notification>'],
    ["an entity of its own", "<notification><kind>&k;</kind></notification>"],
    ["a character that does not exist", "<notification><kind>&#x110000;</kind></notification>"],
    ["a NUL", "<notification><kind>&#0;</kind></notification>"],
    ["half a character", "<notification><kind>&#xD800;</kind></notification>"],
    ["a kind in CDATA", "<notification><kind><![CDATA[check]]></kind></notification>"],
    ["a name that every object has", "<notification><__proto__><kind>check</kind></__proto__></notification>"],
    ["no end of nesting", `<notification>${"<a>".repeat(5000)}${"</a>".repeat(5000)}</notification>`],
    ["40 levels", `<notification><kind>check</kind>${"<a>".repeat(40)}${"</a>".repeat(40)}</notification>`],
    ["no transaction", "<notification><kind>transaction_settled</kind><subject/></notification>"],
    [
      "a transaction without an id",
      "<notification><kind>transaction_settled</kind><subject><transaction><amount>1</amount></transaction></subject></notification>",
    ],
    [
      "two transactions",
      `<notification><kind>transaction_settled</kind><subject>${"<transaction><id>1</id></transaction>".repeat(2)}</subject></notification>`,
    ],
    [
      "a dispute's kind about a transaction",
      "<notification><kind>dispute_won</kind><subject><transaction><id>1</id></transaction></subject></notification>",
    ],
    [
      "a local payment without its id",
      "<notification><kind>local_payment_expired</kind><subject><local-payment-expired/></subject></notification>",
    ],
  ])("is malformed with %s", (_what, xml) => expect(wrapped(xml)).rejects.toBeInstanceOf(MalformedPayloadError))

  it("is malformed when it is no UTF-8", () =>
    expect(read(sentXml(Buffer.from([0x3c, 0xff, 0x3e])))).rejects.toBeInstanceOf(MalformedPayloadError))

  it("keeps its values as the text that they are", async () => {
    const { facts } = await read(sent(settled({ id: "007", amount: "1e3", "order-id": " 0x10 & <b> " })))
    expect(facts).toEqual([expect.objectContaining({ providerPaymentId: "007", merchantReference: " 0x10 & <b> " })])
    expect(facts[0]).not.toHaveProperty("amount")
  })

  it("decodes XML escapes once", async () => {
    const xml = notificationXml(settled()).toString().replace(SESSION, "&#65;&#x42;&amp;lt;&apos;&quot;")
    expect((await read(sentXml(xml))).facts).toEqual([expect.objectContaining({ merchantReference: "AB&lt;'\"" })])
  })

  it("of a kind that is not read may have any content", async () => {
    const { event, ignored } = await read(sent({ kind: "a_kind_to_come", subject: { transaction: { id: ["x", "y"] } } }))
    expect(event.payload).toEqual({ kind: "a_kind_to_come" })
    expect(ignored).toContain("a_kind_to_come")
  })

  it("that is sent again later is the same event, and one that differs in a second is another", async () => {
    const ids = await Promise.all(
      [settled(), settled(), { ...settled(), timestamp: "2025-06-01T12:00:01Z" }].map(
        async (notification) => (await read(sent(notification))).event.id,
      ),
    )
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).not.toBe(ids[0])
  })

  it("is never guessed at when an older row's payload cannot be read any more", () => {
    const row = { id: "sha256:x", type: "transaction_settled", payload: { kind: "transaction_settled" } }
    expect(braintree.normalize(row, context)).toEqual({ facts: [], ignored: expect.stringContaining("does not carry") })
  })
})

describe("a check", () => {
  it("is acknowledged and is no payment, whatever else it contains", async () => {
    const { event, facts, ignored } = await read(sent({ kind: "check", subject: { check: true, transaction: sale } }))
    expect(event.type).toBe("check")
    expect({ facts, ignored }).toEqual({ facts: [], ignored: expect.stringContaining("tries the URL out") })
    expect(braintree.acknowledge).toBeUndefined()
  })
})

describe("a challenge", () => {
  const answer = (query: string, used = context) =>
    braintree.handshake?.(requestOf("", { method: "GET", url: `/webhooks/payments/shop${query}` }), used)

  it("is answered with the first key", () => {
    const body = answer("?bt_challenge=20f9f8ed05f77439fe955c977e4c8a53", contextOf({ keys: [previous, current] }))?.body
    expect(body).toMatch(/^previouspublic\|[0-9a-f]{40}$/)
  })

  // A fixed vector; the oracle holds many more against Braintree's own library.
  it("gets public key and HMAC in plain text", () => {
    const keys = [{ publicKey: "integration_public_key", privateKey: "integration_private_key" }]
    expect(answer("?bt_challenge=20f9f8ed05f77439fe955c977e4c8a53", contextOf({ keys }))).toEqual({
      status: 200,
      contentType: "text/plain",
      body: "integration_public_key|d9b899556c966b3f06945ec21311865d35df3ce4",
    })
  })

  it.each([
    "",
    "?",
    "?bt_challenge=",
    "?bt_challenge=0123456789abcdef012",
    `?bt_challenge=${"0".repeat(33)}`,
    "?bt_challenge=0123456789ABCDEF0123",
    "?bt_challenge=0123456789abcdef012g",
    "?bt_challenge=0123456789abcdef0123%0A",
    "?bt_challenge=0123456789abcdef0123&bt_challenge=0123456789abcdef0123",
    "?other=0123456789abcdef0123",
    `?bt_challenge=${encodeURIComponent(notificationXml(settled()).toString("base64"))}`,
  ])("that is none is not signed: %s", (query) => expect(answer(query)).toBeUndefined())
})

describe("a settlement", () => {
  it.each([
    ["settled", "sale", "payment.captured"],
    ["settled", "credit", "refund.succeeded"],
    ["settlement_declined", "sale", "payment.failed"],
    ["settlement_declined", "credit", "refund.failed"],
  ])("(%s) of a %s is %s", async (status, type, name) => {
    const refunded = type === "credit" ? { "refunded-transaction-id": "tx0" } : {}
    const notification = { kind: `transaction_${status}`, subject: { transaction: { ...sale, type, status, ...refunded } } }
    const { facts } = await read(sent(notification))
    const [subject, state] = name.split(".")
    expect(facts).toEqual([expect.objectContaining({ subject, state, providerPaymentId: type === "credit" ? "tx0" : "tx1" })])
  })

  it("of a refund is one even without its type", async () => {
    const { facts } = await read(sent(settled({ type: null, "refunded-transaction-id": "tx0" })))
    expect(facts).toEqual([expect.objectContaining({ subject: "refund", providerRefundId: "tx1", providerPaymentId: "tx0" })])
  })

  it("of a credit that belongs to no payment is neither a payment nor a refund: a person looks at it", async () =>
    expect(await read(sent(settled({ type: "credit" })))).toMatchObject({
      facts: [],
      unclear: { detail: expect.stringContaining("no payment"), amount: { minor: 2495n, currency: "EUR" } },
    }))

  it.each(["refunded-transaction-id", "refunded-transaction-fk"])("of a refund names the payment in %s", async (name) => {
    const transaction = { ...sale, type: "credit", status: "processor_declined", [name]: "tx0" }
    const { facts } = await read(sent({ kind: "refund_failed", subject: { transaction } }))
    expect(facts).toEqual([expect.objectContaining({ subject: "refund", state: "failed", providerPaymentId: "tx0" })])
  })

  it.each([
    ["another application's session", "cs_live_a1B2c3D4"],
    ["256 characters", "x".repeat(256)],
    ["a session without its beginning", SESSION.replace("payses_", "")],
  ])("with %s in its custom field is about none, and is not refused", async (_what, session_id) => {
    const { facts } = await read(sent(settled({ "order-id": "1042", "custom-fields": { session_id } })))
    expect(facts).toEqual([expect.objectContaining({ state: "captured", merchantReference: "1042" })])
    expect(facts[0]).not.toHaveProperty("sessionId")
  })

  it("is read whatever its other fields hold", async () => {
    const odd = { "order-id": "x".repeat(256), "merchant-account-id": { deep: "er" }, "processor-response-code": ["1", "2"] }
    const { facts } = await read(sent(settled(odd)))
    expect(facts).toEqual([expect.objectContaining({ state: "captured", providerPaymentId: "tx1" })])
  })

  it.each([
    [["authorized", "settlement_declined"], "failed"],
    [["authorized", "settled", "settlement_declined"], "canceled"],
    [["settled"], "canceled"],
    [[], "failed"],
  ])("that is declined after %j is %s: money that had been settled is quarantined", async (statuses, state) => {
    const history = { "status-history": { "status-event": statuses.map((status) => ({ status })) } }
    const transaction = { ...sale, status: "settlement_declined", ...history }
    const { facts } = await read(sent({ kind: "transaction_settlement_declined", subject: { transaction } }))
    expect(facts).toEqual([expect.objectContaining({ subject: "payment", state })])
  })

  it.each(["authorized", "submitted_for_settlement", "settling", "settlement_pending", "settlement_declined", "voided", "new"])(
    "is not taken from a payout whose transaction is %s: a person looks at it",
    async (status) => {
      const reading = await read(sent({ kind: "transaction_disbursed", subject: { transaction: { ...sale, status } } }))
      expect(reading).toMatchObject({
        facts: [],
        unclear: { detail: expect.stringContaining(status), sessionId: SESSION, providerPaymentId: "tx1" },
      })
    },
  )

  it("without a currency or with a finer amount is quarantined, for want of an amount", async () => {
    for (const more of [{ "currency-iso-code": null }, { amount: "24.955" }, { amount: "-24.95" }, { amount: "24,95" }]) {
      const { facts } = await read(sent(settled(more)))
      expect(facts).toEqual([expect.not.objectContaining({ amount: expect.anything() })])
    }
  })

  it.each(["session_id", "session-id", "medusa_payment_session_id", "medusa-payment-session-id"])(
    "finds the session in the custom field %s",
    async (name) => {
      const { facts } = await read(sent(settled({ "order-id": "1042", "custom-fields": { [name]: SESSION } })))
      expect(facts).toEqual([expect.objectContaining({ sessionId: SESSION, merchantReference: "1042" })])
    },
  )

  it("of another shop's merchant account is quarantined", async () => {
    const ours = contextOf({ keys: [current], merchantAccountIds: ["shop_eur", "shop_usd"] })
    const reported = async (id: string | null) =>
      (await read(sent(settled({ "merchant-account-id": id })), ours)).facts[0]?.contradictions
    expect(await reported("other_shop")).toEqual([expect.stringContaining("other_shop")])
    expect(await reported("shop_usd")).toBeUndefined()
    expect(await reported(null)).toBeUndefined()
  })
})

describe("a local payment", () => {
  const local = (kind: string, transaction?: object) => ({
    kind,
    subject: {
      [kind === "local_payment_completed" ? "local-payment" : "local-payment-funded"]: { "payment-id": "PAY-1", transaction },
    },
  })

  it.each([
    ["local_payment_completed", "authorizing", "pending"],
    ["local_payment_completed", "settled", "captured"],
    ["local_payment_completed", "authorized", "pending"],
    ["local_payment_funded", "settling", "pending"],
    ["local_payment_funded", "settled", "captured"],
    ["local_payment_funded", "settlement_declined", "failed"],
    ["local_payment_funded", "voided", "canceled"],
    ["local_payment_funded", "authorization_expired", "expired"],
  ])("(%s) whose transaction is %s is %s", async (kind, status, state) => {
    const { facts } = await read(sent(local(kind, { ...sale, status })))
    expect(facts).toEqual([expect.objectContaining({ subject: "payment", state, providerPaymentId: "tx1", sessionId: SESSION })])
  })

  it("that the payer has completed is no capture while there is no transaction: it goes back by itself", async () => {
    const { facts } = await read(sent(local("local_payment_completed")))
    expect(facts).toEqual([{ subject: "payment", state: "pending", providerPaymentId: "PAY-1" }])
  })

  it("in a state that is not known is looked at by a person", async () => {
    const { facts, unclear } = await read(sent(local("local_payment_funded", { ...sale, status: "to_come" })))
    expect(facts).toEqual([])
    expect(unclear).toMatchObject({ detail: expect.stringContaining("to_come"), amount: { minor: 2495n, currency: "EUR" } })
  })
})

describe("a reviewer's decision", () => {
  const decided = async (decision: string) =>
    read(sent({ kind: "transaction_reviewed", subject: { "transaction-review": { "transaction-id": "tx1", decision } } }))

  it.each([
    ["approve", "accepted"],
    ["Approved", "accepted"],
    ["accepted", "accepted"],
    ["rejected", "rejected"],
    ["DECLINE", "rejected"],
  ])("%s ends the review as %s", async (decision, reviewDecision) =>
    expect((await decided(decision)).facts).toEqual([
      { subject: "payment", state: "pending", providerPaymentId: "tx1", reviewDecision },
    ]),
  )

  it("that is not known is looked at by a person", async () =>
    expect(await decided("escalate")).toMatchObject({ facts: [], unclear: { providerPaymentId: "tx1" } }))
})

describe("a dispute", () => {
  const dispute = {
    id: "d1",
    kind: "chargeback",
    "amount-disputed": "250.0",
    amount: "300.00",
    "currency-iso-code": "USD",
    reason: "fraud",
  }
  const of = async (kind: string, more: object = {}) =>
    (await read(sent({ kind, subject: { dispute: { ...dispute, ...more } } }))).facts

  it("is about the amount in dispute, not about the payment's", async () =>
    expect(await of("dispute_opened")).toEqual([expect.objectContaining({ amount: { minor: 25000n, currency: "USD" } })]))

  it.each([
    ["dispute_opened", "warning"],
    ["dispute_disputed", "warning"],
    ["dispute_under_review", "warning"],
    ["dispute_lost", "closed"],
    ["dispute_won", "closed"],
    ["dispute_accepted", "closed"],
    ["dispute_auto_accepted", "closed"],
    ["dispute_expired", "closed"],
  ])("that is a retrieval (%s) is %s: no money was taken, and nobody wins", async (kind, state) => {
    const [fact] = await of(kind, { kind: "retrieval", "amount-won": "10.00" })
    expect(fact).toMatchObject({ state })
    expect(fact).not.toHaveProperty("lostAmount")
  })

  it.each([
    ["245.00", { minor: 500n, currency: "USD" }],
    ["250.00", undefined],
    ["300.00", undefined],
    [null, undefined],
    ["much", undefined],
  ])("that is won with %s back has lost the difference", async (won, lostAmount) => {
    const [fact] = await of("dispute_won", { "amount-won": won })
    expect(fact).toMatchObject({ state: "won" })
    expect((fact as { lostAmount?: unknown } | undefined)?.lostAmount).toEqual(lostAmount)
  })

  it("that is won with nothing back is looked at by a person", async () => {
    const { facts, unclear } = await read(
      sent({ kind: "dispute_won", subject: { dispute: { ...dispute, "amount-won": "0.00" } } }),
    )
    expect({ facts, unclear }).toMatchObject({ facts: [], unclear: { amount: { minor: 25000n, currency: "USD" } } })
  })

  it("of a kind to come is looked at by a person", async () => {
    const { unclear } = await read(
      sent({ kind: "dispute_reopened", subject: { dispute: { ...dispute, transaction: { id: "tx1" } } } }),
    )
    expect(unclear).toMatchObject({ detail: expect.stringContaining("dispute_reopened"), providerPaymentId: "tx1" })
  })

  it("must be answered by the first moment of its day, and of no day where it names none", async () => {
    expect(await of("dispute_opened", { "reply-by-date": "2025-06-14" })).toEqual([
      expect.objectContaining({ evidenceDueBy: new Date("2025-06-14T00:00:00Z") }),
    ])
    for (const day of [null, "2025-02-30", "soon"]) {
      expect((await of("dispute_opened", { "reply-by-date": day }))[0]).not.toHaveProperty("evidenceDueBy")
    }
  })
})

describe("braintreeAmount", () => {
  it.each<[string, string, bigint | undefined]>([
    ["24.95", "EUR", 2495n],
    ["250.0", "usd", 25000n],
    ["100", "USD", 10000n],
    ["0.29", "USD", 29n],
    ["2500", "JPY", 2500n],
    ["2500.00", "JPY", 2500n],
    ["2500.50", "JPY", undefined],
    ["1.230", "KWD", 1230n],
    ["9007199254740.99", "USD", 900719925474099n],
    ["1e3", "USD", undefined],
    ["", "USD", undefined],
    ["10.00", "", undefined],
    ["10.00", "DOLLAR", undefined],
  ])("reads %j %s as %s", (text, currency, minor) =>
    expect(braintreeAmount(text, currency)).toEqual(
      minor === undefined ? undefined : { minor, currency: currency.toUpperCase() },
    ),
  )
})

describe("the options", () => {
  const problemsOf = (options: unknown) =>
    braintree.options
      .safeParse(options)
      .error?.issues.map(({ message }) => message)
      .join("; ")

  it.each([
    ["no keys", {}, "at least one secret"],
    ["an empty list", { keys: [] }, "at least one secret"],
    ["a key without its private half", { keys: [{ publicKey: "a" }] }, "environment variable"],
    ["a misspelt half", { keys: [{ ...current, secretKey: "x" }] }, "use publicKey, privateKey"],
    ["a public key with its signature", { keys: [{ ...current, publicKey: "a|b" }] }, "public key alone"],
    ["white space", { keys: [{ ...current, privateKey: "x\n" }] }, "white space"],
    ["no merchant account in the list", { keys: [current], merchantAccountIds: [] }, "leave it out"],
    ["a misspelt option", { key: [current] }, "keys, merchantAccountIds"],
  ])("with %s say how to mend it", (_what, options, message) => expect(problemsOf(options)).toContain(message))

  it("never repeat a secret", () =>
    expect(problemsOf({ keys: [{ ...current, privateKey: "top secret " }] })).not.toContain("top"))
})
