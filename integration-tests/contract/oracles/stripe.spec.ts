import fc from "fast-check"
import Stripe from "stripe"
import { assertProperty } from "../../../src/__tests__/assert-property"
import { SignatureVerificationError } from "../../../src/services/domain/errors"
import { stripe as harness } from "../harnesses/stripe"
import { contextOf, NOW, requestOf, providerOf, secondsFromNow } from "../support/call"
import { fixture } from "../support/fixtures"

const sdk = new Stripe("sk_test_oracle")
const secret = harness.secrets.current
const body = fixture("stripe", "captured")
const seconds = (at: Date) => Math.floor(at.getTime() / 1000)
const headerOf = (payload: string, at = NOW) => sdk.webhooks.generateTestHeaderString({ payload, secret, timestamp: seconds(at) })

function sdkAccepts(bytes: Buffer, header: string, tolerance = 300): boolean {
  try {
    sdk.webhooks.constructEvent(bytes, header, secret, tolerance, undefined, NOW.getTime())
    return true
  } catch {
    return false
  }
}

async function weAccept(bytes: Buffer, header: string): Promise<boolean> {
  try {
    await providerOf(harness).verify(requestOf(bytes, { "stripe-signature": header }), contextOf(harness))
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(SignatureVerificationError)
    return false
  }
}

describe("against Stripe's own library", () => {
  it("accepts its signatures", () =>
    assertProperty(
      fc.asyncProperty(fc.jsonValue(), fc.integer({ min: -300, max: 300 }), async (value, offset) => {
        const payload = JSON.stringify(value)
        expect(await weAccept(Buffer.from(payload), headerOf(payload, secondsFromNow(offset)))).toBe(true)
      }),
    ))

  it("rejects whatever it rejects", () => {
    const genuine = headerOf(body.toString())
    const [time = "", signature = ""] = genuine.split(",")
    const element = fc.oneof(
      fc.constantFrom(
        time,
        signature,
        signature.toUpperCase().replace("V1", "v1"),
        signature.replace("v1", "v0"),
        `t=${seconds(NOW) - 301}`,
        `t=${seconds(NOW)}x`,
      ),
      fc.constantFrom("v1=", "v1", "t=", "", " ", "v1=00", `v1=${"0".repeat(64)}`, "v2=x"),
    )
    const header = fc
      .tuple(fc.array(element, { maxLength: 4 }), fc.constantFrom(",", ", ", ";"))
      .map(([parts, by]) => parts.join(by))
    const bytes = fc.constantFrom(body, body.subarray(1), Buffer.concat([body, Buffer.from(" ")]))
    return assertProperty(
      fc.asyncProperty(header, bytes, async (value, sent) => {
        if (await weAccept(sent, value)) expect(sdkAccepts(sent, value)).toBe(true)
      }),
      { examples: [[genuine, body]] },
    )
  })

  it.each([
    ["upper-case hex", (header: string) => header.replace(/v1=(.*)$/, (_all, hex: string) => `v1=${hex.toUpperCase()}`)],
    ["a signature of scheme v0 alone", (header: string) => header.replace("v1=", "v0=")],
    ["a signature cut short", (header: string) => header.slice(0, -1)],
    ["a longer signature", (header: string) => `${header}00`],
    ["no timestamp", (header: string) => header.replace(/t=\d+,/, "")],
    ["semicolons", (header: string) => header.replace(",", ";")],
  ])("agrees on refusing %s", async (_what, change) => {
    const header = change(headerOf(body.toString()))
    expect(header).not.toBe(headerOf(body.toString()))
    expect([sdkAccepts(body, header), await weAccept(body, header)]).toEqual([false, false])
  })

  it("agrees on a header with two v1 signatures, as during a rotation, in either order", async () => {
    const other = `v1=${"0".repeat(64)}`
    const [time, signature] = headerOf(body.toString()).split(",")
    for (const header of [`${time},${other},${signature}`, `${time},${signature},${other}`]) {
      expect([sdkAccepts(body, header), await weAccept(body, header)]).toEqual([true, true])
    }
  })
})

describe("stricter than Stripe's own library", () => {
  const stricter = async (header: string, tolerance?: number) => {
    expect(sdkAccepts(body, header, tolerance)).toBe(true)
    expect(await weAccept(body, header)).toBe(false)
  }

  it("refuses the future: a signature dated ahead could be replayed until that day", () =>
    stricter(headerOf(body.toString(), secondsFromNow(86_400))))

  it("has no switch that turns the age check off: there, tolerance 0 accepts a year-old call", async () => {
    await stricter(headerOf(body.toString(), secondsFromNow(-365 * 86_400)), 0)
    expect(providerOf(harness).options.safeParse({ signingSecrets: [secret], toleranceSeconds: 0 }).success).toBe(false)
  })

  it("reads digits only: there, parseInt takes a timestamp with a tail for the one that was signed", () =>
    stricter(headerOf(body.toString()).replace(/t=(\d+)/, "t=$1abc")))

  it("refuses a header that arrived twice: which of the two counts is a guess", () =>
    stricter(`${headerOf(body.toString())}, ${headerOf(body.toString())}`))

  it("refuses two timestamps: there, the last one wins", async () => {
    await stricter(`t=1,${headerOf(body.toString())}`)
    await stricter(`${headerOf(body.toString())},t=${seconds(NOW)}`)
  })
})
