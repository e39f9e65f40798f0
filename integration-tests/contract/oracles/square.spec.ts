import fc from "fast-check"
import { WebhooksHelper } from "square"
import { assertProperty } from "../../../src/__tests__/assert-property"
import { SignatureVerificationError } from "../../../src/services/domain/errors"
import { squareHeaders } from "../../../src/testing/dialects"
import { notificationUrl, square as harness } from "../harnesses/square"
import { contextOf, requestOf, providerOf } from "../support/call"
import { fixture } from "../support/fixtures"

const signatureKey = harness.secrets.current
const header = "x-square-hmacsha256-signature"
const body = fixture("square", "captured")

const sdkAccepts = (bytes: Buffer, signatureHeader: string, url = notificationUrl) =>
  WebhooksHelper.verifySignature({ requestBody: bytes.toString(), signatureHeader, signatureKey, notificationUrl: url })

const signatureOf = (bytes: Buffer, url = notificationUrl) =>
  squareHeaders(bytes, { signatureKey, notificationUrl: url })[header] ?? ""

async function weAccept(bytes: Buffer, signature: string, url = notificationUrl): Promise<boolean> {
  const context = {
    ...contextOf(harness),
    options: providerOf(harness).options.parse({ signatureKeys: [signatureKey], notificationUrls: [url] }),
  }
  try {
    await providerOf(harness).verify(requestOf(bytes, { [header]: signature }), context)
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(SignatureVerificationError)
    return false
  }
}

describe("against Square's own library", () => {
  it("agrees on the signed text for any body and URL", () =>
    assertProperty(
      fc.asyncProperty(fc.jsonValue(), fc.webUrl({ withQueryParameters: true }), async (value, url) => {
        const bytes = Buffer.from(JSON.stringify(value))
        const signature = signatureOf(bytes, url)
        expect([await sdkAccepts(bytes, signature, url), await weAccept(bytes, signature, url)]).toEqual([true, true])
      }),
    ))

  it("rejects whatever it rejects", () => {
    const genuine = signatureOf(body)
    const signature = fc.oneof(
      fc.constantFrom(
        genuine,
        genuine.toLowerCase(),
        genuine.replace(/=$/, ""),
        `${genuine}=`,
        ` ${genuine}`,
        `${genuine}\n`,
        genuine.replace(/\+/g, "-").replace(/\//g, "_"),
        Buffer.from(genuine, "base64").toString("hex"),
        signatureOf(body, `${notificationUrl}/`),
        signatureOf(body.subarray(1)),
      ),
      fc.base64String({ minLength: 44, maxLength: 44 }),
    )
    const bytes = fc.constantFrom(body, body.subarray(1), Buffer.concat([body, Buffer.from(" ")]))
    const url = fc.constantFrom(notificationUrl, `${notificationUrl}/`, notificationUrl.replace("https", "http"))
    return assertProperty(
      fc.asyncProperty(signature, bytes, url, async (value, sent, url) => {
        if (await weAccept(sent, value, url)) expect(await sdkAccepts(sent, value, url)).toBe(true)
      }),
      { examples: [[genuine, body, notificationUrl]] },
    )
  })

  it.each([
    ["a slash at the end of the URL", `${notificationUrl}/`],
    ["another host, as behind a proxy", notificationUrl.replace("shop.example", "10.0.0.7:9000")],
    ["http instead of https", notificationUrl.replace("https", "http")],
    ["a query", `${notificationUrl}?a=1`],
    ["another case", notificationUrl.toUpperCase()],
  ])("agrees that %s makes another signature", async (_what, url) => {
    const signature = signatureOf(body, url)
    expect([await sdkAccepts(body, signature), await weAccept(body, signature)]).toEqual([false, false])
  })
})

describe("stricter than Square's own library", () => {
  it("signs bytes, not text: there, bytes that are no UTF-8 can be swapped for others", async () => {
    const [sent, swapped] = [Buffer.from([0x22, 0xff, 0x22]), Buffer.from([0x22, 0xfe, 0x22])]
    const signature = signatureOf(Buffer.from(sent.toString()))
    expect([await sdkAccepts(sent, signature), await sdkAccepts(swapped, signature)]).toEqual([true, true])
    expect([await weAccept(sent, signature), await weAccept(swapped, signature)]).toEqual([false, false])
  })
})
