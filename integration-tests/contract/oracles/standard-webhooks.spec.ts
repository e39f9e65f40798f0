import fc from "fast-check"
import { Webhook } from "standardwebhooks"
import { assertProperty } from "../../../src/__tests__/assert-property"
import { SignatureVerificationError } from "../../../src/services/domain/errors"
import { publicKeyOf, standardWebhooks as harness, standardWebhooksEd25519 } from "../harnesses/standard-webhooks"
import { contextOf, NOW, requestOf, providerOf, secondsFromNow, signed } from "../support/call"
import { fixture } from "../support/fixtures"

const secret = harness.secrets.current
const library = new Webhook(secret)
const body = fixture("standard-webhooks", "captured")

const headersOf = (payload: string, at = NOW): Record<string, string> => ({
  "webhook-id": "msg_oracle",
  "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
  "webhook-signature": library.sign("msg_oracle", at, payload),
})

function libraryAccepts(bytes: Buffer, headers: Record<string, string>): boolean {
  try {
    library.verify(bytes, headers, { jsonParse: false })
    return true
  } catch {
    return false
  }
}

async function weAccept(bytes: Buffer, headers: Record<string, string>, context = contextOf(harness)): Promise<boolean> {
  try {
    await providerOf(harness).verify(requestOf(bytes, headers), context)
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(SignatureVerificationError)
    return false
  }
}

beforeAll(() =>
  jest.useFakeTimers({ now: NOW, doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "setTimeout", "clearTimeout"] }),
)
afterAll(() => jest.useRealTimers())

describe("against the Standard Webhooks library", () => {
  it("accepts its signatures", () =>
    assertProperty(
      fc.asyncProperty(fc.jsonValue(), fc.integer({ min: -300, max: 300 }), async (value, offset) => {
        const payload = JSON.stringify(value)
        const headers = headersOf(payload, secondsFromNow(offset))
        expect([libraryAccepts(Buffer.from(payload), headers), await weAccept(Buffer.from(payload), headers)]).toEqual([
          true,
          true,
        ])
      }),
    ))

  it("signs in the testing dialect as it does", () => {
    expect(libraryAccepts(body, signed(harness, body).headers)).toBe(true)
  })

  it("rejects whatever it rejects", () => {
    const genuine = headersOf(body.toString())
    const good = genuine["webhook-signature"] ?? ""
    const entry = fc.constantFrom(
      good,
      good.toLowerCase(),
      good.replace("v1", "v2"),
      good.replace("v1", "v1a"),
      "v1,",
      "v1",
      ",",
      "",
      good.slice(0, -1),
      `${good}=`,
    )
    const signature = fc
      .tuple(fc.array(entry, { maxLength: 4 }), fc.constantFrom(" ", ", ", ","))
      .map(([parts, by]) => parts.join(by))
    const at = NOW.getTime() / 1000
    const timestamp = fc.constantFrom(`${at}`, `${at}.0`, `${at}x`, ` ${at}`, `0${at}`, `${at - 301}`, `${at + 301}`, "", "NaN")
    const id = fc.constantFrom("msg_oracle", "msg_other", "")
    const bytes = fc.constantFrom(body, body.subarray(1))
    return assertProperty(
      fc.asyncProperty(signature, timestamp, id, bytes, async (signature, timestamp, id, sent) => {
        const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature }
        if (await weAccept(sent, headers)) expect(libraryAccepts(sent, headers)).toBe(true)
      }),
      { examples: [[good, `${at}`, "msg_oracle", body]] },
    )
  })

  it("agrees on a list of several signatures in any order, newer versions included", async () => {
    const good = headersOf(body.toString())["webhook-signature"]
    const other = `v1,${Buffer.alloc(32).toString("base64")}`
    for (const list of [`${good} ${other}`, `${other} ${good}`, `v9,later ${good}`]) {
      const headers = { ...headersOf(body.toString()), "webhook-signature": list }
      expect([libraryAccepts(body, headers), await weAccept(body, headers)]).toEqual([true, true])
    }
  })
})

describe("stricter than the Standard Webhooks library", () => {
  it("reads digits only: there, parseInt takes a timestamp with a tail for the one that was signed", async () => {
    const genuine = headersOf(body.toString())
    const headers = { ...genuine, "webhook-timestamp": `${genuine["webhook-timestamp"]}abc` }
    expect(libraryAccepts(body, headers)).toBe(true)
    expect(await weAccept(body, headers)).toBe(false)
  })

  it("signs bytes, not text: there, bytes that are no UTF-8 can be swapped for others", async () => {
    const [sent, swapped] = [Buffer.from([0x22, 0xff, 0x22]), Buffer.from([0x22, 0xfe, 0x22])]
    const headers = headersOf(sent.toString())
    expect([libraryAccepts(sent, headers), libraryAccepts(swapped, headers)]).toEqual([true, true])
    expect([await weAccept(sent, headers), await weAccept(swapped, headers)]).toEqual([false, false])
  })
})

describe("v1a, which the library does not know", () => {
  const { current } = standardWebhooksEd25519.secrets
  const publicKey = publicKeyOf(current)
  const context = contextOf(standardWebhooksEd25519)

  it("never takes the public key for a shared secret", async () => {
    const known = new Webhook(publicKey.slice("whpk_".length))
    const forged = known.sign("msg_oracle", NOW, body.toString())
    for (const signature of [forged, forged.replace("v1,", "v1a,")]) {
      expect(await weAccept(body, { ...headersOf(body.toString()), "webhook-signature": signature }, context)).toBe(false)
    }
  })

  it("accepts either version where both a shared secret and a public key are listed", async () => {
    const both = { ...context, options: providerOf(harness).options.parse({ secrets: [secret, publicKey] }) }
    expect(await weAccept(body, signed(harness, body).headers, both)).toBe(true)
    expect(await weAccept(body, signed(standardWebhooksEd25519, body).headers, both)).toBe(true)
    expect(
      await weAccept(body, signed(standardWebhooksEd25519, body, standardWebhooksEd25519.secrets.stranger).headers, both),
    ).toBe(false)
  })
})
