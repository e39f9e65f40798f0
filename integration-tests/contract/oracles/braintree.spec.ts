import { BraintreeGateway, Environment, WebhookNotification, type Signed } from "braintree"
import fc from "fast-check"
import { assertProperty } from "../../../src/__tests__/assert-property"
import { MalformedPayloadError, SignatureVerificationError } from "../../../src/services/domain/errors"
import { factName } from "../../../src/services/domain/facts"
import { braintree as harness } from "../harnesses/braintree"
import { contextOf, read, requestOf, providerOf, signed } from "../support/call"
import { fixture, fixtureNames } from "../support/fixtures"

const provider = providerOf(harness)
const context = contextOf(harness)
const keys = { publicKey: "currentpublickey", privateKey: harness.secrets.current }
const gateway = new BraintreeGateway({ environment: Environment.Sandbox, merchantId: "oracle", ...keys })
const KINDS = Object.values(WebhookNotification.Kind)

const requestWith = ({ bt_signature, bt_payload }: Signed) =>
  requestOf(Buffer.from(new URLSearchParams({ bt_signature, bt_payload }).toString()), {})
const formOf = (body: Buffer): Signed => {
  const form = new URLSearchParams(body.toString())
  return { bt_signature: form.get("bt_signature") ?? "", bt_payload: form.get("bt_payload") ?? "" }
}
const signedBySdk = (bt_payload: string): Signed => ({
  bt_signature: gateway.webhookTesting.sampleSignature(bt_payload),
  bt_payload,
})

/** Accepted and read as a notification: the library does both in one call. */
async function sdkAccepts({ bt_signature, bt_payload }: Signed): Promise<boolean> {
  return gateway.webhookNotification.parse(bt_signature, bt_payload).then(
    () => true,
    () => false,
  )
}

async function weAccept(sent: Signed): Promise<boolean> {
  try {
    await read(harness, requestWith(sent))
    return true
  } catch (error) {
    expect([SignatureVerificationError, MalformedPayloadError].some((kind) => error instanceof kind)).toBe(true)
    return false
  }
}

describe("against Braintree's own library", () => {
  it("knows all the kinds there are", () => expect(KINDS).toHaveLength(41))

  it.each(KINDS)("accepts and reads its sample of %s", async (kind) => {
    const sample = gateway.webhookTesting.sampleNotification(kind, "fxt0oracle1")
    const [event] = await read(harness, requestWith(sample))
    expect(event).toMatchObject({ type: kind, id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), occurredAt: expect.any(Date) })
    const reading = event && provider.normalize(event, context)
    expect([reading?.facts.length === 1, reading?.ignored, reading?.unclear].filter(Boolean)).toHaveLength(1)
  })

  it("reads its samples as the facts of their kinds", async () => {
    const facts = await Promise.all(
      KINDS.map(async (kind) => {
        const [event] = await read(harness, requestWith(gateway.webhookTesting.sampleNotification(kind, "fxt0oracle1")))
        return [kind, event ? provider.normalize(event, context).facts.map(factName).join() : ""] as const
      }),
    )
    expect(Object.fromEntries(facts.filter(([, names]) => names))).toEqual({
      dispute_opened: "dispute.opened",
      dispute_disputed: "dispute.under_review",
      dispute_under_review: "dispute.under_review",
      dispute_won: "dispute.won",
      dispute_lost: "dispute.lost",
      dispute_accepted: "dispute.lost",
      dispute_auto_accepted: "dispute.lost",
      dispute_expired: "dispute.lost",
      transaction_settled: "payment.captured",
      transaction_settlement_declined: "payment.failed",
      refund_failed: "refund.failed",
      local_payment_completed: "payment.pending",
      local_payment_funded: "payment.captured",
      local_payment_expired: "payment.expired",
      local_payment_reversed: "payment.canceled",
      subscription_charged_successfully: "payment.pending",
      subscription_charged_unsuccessfully: "payment.failed",
    })
  })

  it("reads of its samples what a person has to look at, and nothing of any other kind", async () => {
    const unclear = await Promise.all(
      KINDS.map(async (kind) => {
        const [event] = await read(harness, requestWith(gateway.webhookTesting.sampleNotification(kind, "fxt0oracle1")))
        return event && provider.normalize(event, context).unclear ? [kind] : []
      }),
    )
    // Of a payout without a status, and of a decision that is none.
    expect(unclear.flat().sort()).toEqual(["transaction_disbursed", "transaction_reviewed"])
  })

  it.each(fixtureNames("braintree"))("signs in the testing dialect as it does: %s", async (name) => {
    const sent = formOf(signed(harness, fixture("braintree", name)).rawBody)
    await expect(gateway.webhookNotification.parse(sent.bt_signature, sent.bt_payload)).resolves.toHaveProperty("kind")
  })

  it("answers a challenge as it does, for every challenge it takes", () =>
    assertProperty(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 18, maxLength: 34 }), (challenge) => {
        const url = `/webhooks/payments/shop?bt_challenge=${challenge}`
        const reply = provider.handshake?.({ ...requestOf(Buffer.alloc(0), {}), method: "GET", url }, context)
        const taken = challenge.length >= 20 && challenge.length <= 32
        expect(reply?.body).toBe(taken ? gateway.webhookNotification.verify(challenge) : undefined)
      }),
    ))

  it("rejects whatever it rejects", () => {
    const genuine = formOf(signed(harness, fixture("braintree", "captured")).rawBody)
    const [, hex = ""] = genuine.bt_signature.split("|")
    const good = `currentpublickey|${hex}`
    const pair = fc.constantFrom(
      good,
      `previouspublickey|${hex}`,
      `currentpublickey|${hex.toUpperCase()}`,
      `currentpublickey|${hex.slice(2)}`,
      `currentpublickey|${hex}00`,
      "currentpublickey|",
      "currentpublickey",
      `|${hex}`,
      hex,
      "other|0",
    )
    const signature = fc.array(pair, { maxLength: 4 }).map((pairs) => pairs.join("&"))
    const payload = fc.constantFrom(
      genuine.bt_payload,
      genuine.bt_payload.trimEnd(),
      `${genuine.bt_payload}\n`,
      genuine.bt_payload.replaceAll("\n", ""),
      genuine.bt_payload.replaceAll("\n", "\r\n"),
      genuine.bt_payload.slice(1),
      ` ${genuine.bt_payload}`,
    )
    return assertProperty(
      fc.asyncProperty(signature, payload, async (bt_signature, bt_payload) => {
        const sent = { bt_signature, bt_payload }
        if (await weAccept(sent)) expect(await sdkAccepts(sent)).toBe(true)
      }),
      { examples: [[good, genuine.bt_payload]] },
    )
  })

  it("accepts a payload that lost its last newline on the way, as it does, and makes the same event of it", async () => {
    const genuine = formOf(signed(harness, fixture("braintree", "captured")).rawBody)
    const bare = { ...genuine, bt_payload: genuine.bt_payload.trimEnd() }
    expect([await sdkAccepts(bare), await weAccept(bare)]).toEqual([true, true])
    const ids = await Promise.all([genuine, bare].map(async (sent) => (await read(harness, requestWith(sent)))[0]?.id))
    expect(ids[1]).toBe(ids[0])
  })

  it("agrees on several keys in one signature, in either order", async () => {
    const genuine = formOf(signed(harness, fixture("braintree", "captured")).rawBody)
    const other = `anotherpublickey|${"0".repeat(40)}`
    for (const bt_signature of [`${genuine.bt_signature}&${other}`, `${other}&${genuine.bt_signature}`]) {
      expect([await sdkAccepts({ ...genuine, bt_signature }), await weAccept({ ...genuine, bt_signature })]).toEqual([true, true])
    }
  })
})

describe("stricter than Braintree's own library", () => {
  const genuine = formOf(signed(harness, fixture("braintree", "captured")).rawBody)
  const stricter = async (sent: Signed) => {
    expect(await sdkAccepts(sent)).toBe(true)
    expect(await weAccept(sent)).toBe(false)
  }

  it("refuses a key that is named twice: there, the first one counts", () =>
    stricter({ ...genuine, bt_signature: `${genuine.bt_signature}&currentpublickey|${"0".repeat(40)}` }))

  it("refuses a signature with NULs behind it: there, they compare as nothing", () =>
    stricter({ ...genuine, bt_signature: `${genuine.bt_signature}\0\0` }))

  it("refuses a pair of three parts: there, the third is dropped", () =>
    stricter({ ...genuine, bt_signature: `${genuine.bt_signature}|x` }))

  it("refuses base64 with more padding than it needs: there, everything after the end is ignored", () =>
    stricter(signedBySdk(`${genuine.bt_payload.trimEnd()}====\n`)))

  it("refuses document types, with which a few bytes can be made to expand without end", async () => {
    const xml = '<!DOCTYPE n [<!ENTITY k "check">]><notification><kind>check</kind><subject/></notification>'
    await stricter(signedBySdk(`${Buffer.from(xml).toString("base64")}\n`))
  })

  it("refuses a signed challenge in verification already: there, its signature is genuine and only the XML is not", async () => {
    const challenge = "0123456789abcdef0123456789abcdef"
    const forged = { bt_signature: gateway.webhookNotification.verify(challenge), bt_payload: challenge }
    await expect(gateway.webhookNotification.parse(forged.bt_signature, challenge)).rejects.not.toHaveProperty(
      "type",
      "invalidSignatureError",
    )
    await expect(provider.verify(requestWith(forged), context)).rejects.toBeInstanceOf(SignatureVerificationError)
    const bare = { ...forged, bt_payload: `${challenge}\n` }
    await expect(provider.verify(requestWith(bare), context)).rejects.toBeInstanceOf(SignatureVerificationError)
  })
})
