import fc from "fast-check"
import Razorpay from "razorpay"
import { assertProperty } from "../../../src/__tests__/assert-property"
import { SignatureVerificationError } from "../../../src/services/domain/errors"
import { hmacSha256 } from "../../../src/services/signature/hmac"
import { razorpay as harness } from "../harnesses/razorpay"
import { contextOf, requestOf, providerOf } from "../support/call"
import { fixture } from "../support/fixtures"

const secret = harness.secrets.current
const body = fixture("razorpay", "captured")
const signatureOf = (bytes: Buffer | string) => hmacSha256(secret, bytes).toString("hex")

function sdkAccepts(bytes: Buffer, signature: string | undefined): boolean {
  try {
    // The library takes text or a Buffer; its types know text only.
    return Razorpay.validateWebhookSignature(bytes as unknown as string, signature as string, secret)
  } catch {
    return false
  }
}

async function weAccept(bytes: Buffer, signature: string | undefined): Promise<boolean> {
  const headers = signature === undefined ? {} : { "x-razorpay-signature": signature }
  try {
    await providerOf(harness).verify(requestOf(bytes, headers as Record<string, string>), contextOf(harness))
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(SignatureVerificationError)
    return false
  }
}

describe("against Razorpay's own library", () => {
  it("accepts any signed JSON, as it does", () =>
    assertProperty(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const bytes = Buffer.from(JSON.stringify(value))
        const signature = signatureOf(bytes)
        expect([sdkAccepts(bytes, signature), await weAccept(bytes, signature)]).toEqual([true, true])
      }),
    ))

  it("rejects whatever it rejects", () => {
    const genuine = signatureOf(body)
    const signature = fc.oneof(
      fc.constantFrom(genuine, genuine.toUpperCase(), genuine.slice(1), `${genuine}0`, `sha256=${genuine}`, "", undefined),
      fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 63, maxLength: 65 }),
    )
    const bytes = fc.constantFrom(body, body.subarray(1), Buffer.concat([body, Buffer.from(" ")]), Buffer.from(""))
    return assertProperty(
      fc.asyncProperty(signature, bytes, async (value, sent) => {
        if (await weAccept(sent, value)) expect(sdkAccepts(sent, value)).toBe(true)
      }),
      { examples: [[genuine, body]] },
    )
  })

  it.each([
    ["upper-case hex", (signature: string) => signature.toUpperCase()],
    ["a signature cut short", (signature: string) => signature.slice(0, -1)],
    ["a longer signature", (signature: string) => `${signature}00`],
    ["no signature", () => undefined],
  ])("agrees on refusing %s", async (_what, change) => {
    const signature = change(signatureOf(body))
    expect([sdkAccepts(body, signature), await weAccept(body, signature)]).toEqual([false, false])
  })

  it("agrees on refusing the same JSON written anew", async () => {
    const compact = Buffer.from(JSON.stringify(JSON.parse(body.toString())))
    expect([sdkAccepts(compact, signatureOf(body)), await weAccept(compact, signatureOf(body))]).toEqual([false, false])
  })
})

describe("stricter than Razorpay's own library", () => {
  it("signs bytes: there, every byte that is no UTF-8 counts as the same replacement character", async () => {
    const [one, other] = [Buffer.from([0x22, 0xff, 0x22]), Buffer.from([0x22, 0xfe, 0x22])]
    const signature = signatureOf(one.toString())
    expect([sdkAccepts(one, signature), sdkAccepts(other, signature)]).toEqual([true, true])
    expect([await weAccept(one, signature), await weAccept(other, signature)]).toEqual([false, false])
  })

  it("takes no empty secret: there, a signature by an unset variable is genuine", () => {
    expect(Razorpay.validateWebhookSignature(body.toString(), hmacSha256("", body).toString("hex"), "")).toBe(true)
    expect(providerOf(harness).options.safeParse({ webhookSecrets: [""] }).success).toBe(false)
  })
})
