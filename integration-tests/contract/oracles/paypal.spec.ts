import { crc32 } from "node:zlib"
import { MalformedPayloadError, ProviderUnavailableError, SignatureVerificationError } from "../../../src/services/domain/errors"
import type { ProviderContext, WebhookRequest } from "../../../src/services/providers/provider"
import { PAYPAL_TEST_CERTIFICATE } from "../../../src/testing/keys/paypal"
import { paypal as harness } from "../harnesses/paypal"
import { contextOf, NOW, read, requestOf, providerOf, signed } from "../support/call"
import { expectRefused } from "../support/expect-error"
import { fixture } from "../support/fixtures"
import { forgeCrc32 } from "../support/forge-crc32"

const provider = providerOf(harness)

interface Transmission {
  readonly id: string
  readonly time: string
  readonly signature: string
}

const requestFor = (rawBody: Buffer, { id, time, signature }: Transmission): WebhookRequest =>
  requestOf(rawBody, {
    "paypal-auth-algo": "SHA256withRSA",
    "paypal-cert-url": "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-a5cafa77",
    "paypal-transmission-id": id,
    "paypal-transmission-time": time,
    "paypal-transmission-sig": signature,
  })

const contextFor = (webhookId: string, certificate: string, now: Date): ProviderContext<unknown> => ({
  ...contextOf(harness, [webhookId], now),
  options: provider.options.parse({
    webhookIds: [webhookId],
    environment: "sandbox",
    clientId: "client",
    clientSecret: "secret",
    certificates: [certificate],
  }),
})

describe("CRC32", () => {
  // The check value of CRC-32/ISO-HDLC in every catalog of CRCs, the empty text, and the pangram that CRC examples use.
  it.each([
    ["123456789", 3421780262],
    ["", 0],
    ["The quick brown fox jumps over the lazy dog", 1095738169],
  ])("of %j is %d, unsigned", (text, sum) => expect(crc32(Buffer.from(text))).toBe(sum))
})

/**
 * Two transmissions of PayPal's sandbox, as its own SDKs published them in their samples of 2015 (PayPal-Python-SDK and
 * PayPal-Java-SDK), and the certificate that signed both, as PayPal served it then, recorded by PayPal-node-SDK. The sums are those
 * of the published bodies; the bodies here are our own, made to have them.
 */
const GENUINE = [
  {
    id: "dfb3be50-fd74-11e4-8bf3-77339302725b",
    time: "2015-05-18T15:45:13Z",
    webhookId: "4JH86294D6297924G",
    checksum: 2771810304,
    signature:
      "thy4/U002quzxFavHPwbfJGcc46E8rc5jzgyeafWm5mICTBdY/8rl7WJpn8JA0GKA+oDTPsSruqusw+XXg5RLAP7ip53Euh9Xu3UbUhQFX7UgwzE2FeYoY6lyRMiiiQLzy9BvHfIzNIVhPad4KnC339dr6y2l+mN8ALgI4GCdIh3/SoJO5wE64Bh/ueWtt8EVuvsvXfda2Le5a2TrOI9vLEzsm9GS79hAR/5oLexNz8UiZr045Mr5ObroH4w4oNfmkTaDk9Rj0G19uvISs5QzgmBpauKr7Nw++JI0pr/v5mFctQkoWJSGfBGzPRXawrvIIVHQ9Wer48GR2g9ZiApWg==",
  },
  {
    id: "b2384410-f8d2-11e4-8bf3-77339302725b",
    time: "2015-05-12T18:14:14Z",
    webhookId: "3RN13029J36659323",
    checksum: 2487599788,
    signature:
      "vSOIQFIZQHv8G2vpbOpD/4fSC4/MYhdHyv+AmgJyeJQq6q5avWyHIe/zL6qO5hle192HSqKbYveLoFXGJun2od2zXN3Q45VBXwdX3woXYGaNq532flAtiYin+tQ/0pNwRDsVIufCxa3a8HskaXy+YEfXNnwCSL287esD3HgOHmuAs0mYKQdbR4e8Evk8XOOQaZzGeV7GNXXz19gzzvyHbsbHmDz5VoRl9so5OoHqvnc5RtgjZfG8KA9lXh2MTPSbtdTLQb9ikKYnOGM+FasFMxk5stJisgmxaefpO9Q1qm3rCjaJ29aAOyDNr3Q7WkeN3w4bSXtFMwyRBOF28pJg9g==",
  },
] as const

const PAYPALS_OWN_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIHqDCCBpCgAwIBAgIQCSVMkxB1Kw9SPZtpAr3lTDANBgkqhkiG9w0BAQsFADB1
MQswCQYDVQQGEwJVUzEVMBMGA1UEChMMRGlnaUNlcnQgSW5jMRkwFwYDVQQLExB3
d3cuZGlnaWNlcnQuY29tMTQwMgYDVQQDEytEaWdpQ2VydCBTSEEyIEV4dGVuZGVk
IFZhbGlkYXRpb24gU2VydmVyIENBMB4XDTE1MDMxODAwMDAwMFoXDTE3MDMyMjEy
MDAwMFowggElMR0wGwYDVQQPDBRQcml2YXRlIE9yZ2FuaXphdGlvbjETMBEGCysG
AQQBgjc8AgEDEwJVUzEZMBcGCysGAQQBgjc8AgECEwhEZWxhd2FyZTEQMA4GA1UE
BRMHMzAxNDI2NzEWMBQGA1UECRMNMjIxMSBOIDFzdCBTdDEOMAwGA1UEERMFOTUx
MzExCzAJBgNVBAYTAlVTMRMwEQYDVQQIEwpDYWxpZm9ybmlhMREwDwYDVQQHEwhT
YW4gSm9zZTEVMBMGA1UEChMMUGF5UGFsLCBJbmMuMRgwFgYDVQQLEw9QYXJ0bmVy
IFN1cHBvcnQxNDAyBgNVBAMTK21lc3NhZ2V2ZXJpZmljYXRpb25jZXJ0cy5zYW5k
Ym94LnBheXBhbC5jb20wggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDI
XgwJj1E+vPOLNA7e3nFsRpQq7G1CFcoCNeRgFIGRfd4itt2jBRPfHXf1eeXODQ6V
wTMP6rVYrI3HBQu5SZRZKO3gALPiBWTcz5FhVovYDz/d/DtasA5L7l1xmRM+GGPE
e/D3ETPeyym6GTAuIzR1ju1BuSQlVnIrcILDHrFZo0RyqFH1eNL3oYfgz+ZCv+WH
65rhS60VowiLAb2lsARckJ2P8wKIps3YUxAqVG5SJ9H49ueBDI01wEzE/+59J8s9
GThmbMTqP6x4MneAcGN1TPimGd9wZlbwwrCYDtCoqFDcxMVgvD83uPrIinFwTIOX
w63QSv8/+ANuawBcNJDrAgMBAAGjggOAMIIDfDAfBgNVHSMEGDAWgBQ901Cl1qCt
7vNKYApl0yHU+PjWDzAdBgNVHQ4EFgQUt5yLggZOjjfzULzZCgX2KZO3R/gwNgYD
VR0RBC8wLYIrbWVzc2FnZXZlcmlmaWNhdGlvbmNlcnRzLnNhbmRib3gucGF5cGFs
LmNvbTAOBgNVHQ8BAf8EBAMCBaAwHQYDVR0lBBYwFAYIKwYBBQUHAwEGCCsGAQUF
BwMCMHUGA1UdHwRuMGwwNKAyoDCGLmh0dHA6Ly9jcmwzLmRpZ2ljZXJ0LmNvbS9z
aGEyLWV2LXNlcnZlci1nMS5jcmwwNKAyoDCGLmh0dHA6Ly9jcmw0LmRpZ2ljZXJ0
LmNvbS9zaGEyLWV2LXNlcnZlci1nMS5jcmwwQgYDVR0gBDswOTA3BglghkgBhv1s
AgEwKjAoBggrBgEFBQcCARYcaHR0cHM6Ly93d3cuZGlnaWNlcnQuY29tL0NQUzCB
iAYIKwYBBQUHAQEEfDB6MCQGCCsGAQUFBzABhhhodHRwOi8vb2NzcC5kaWdpY2Vy
dC5jb20wUgYIKwYBBQUHMAKGRmh0dHA6Ly9jYWNlcnRzLmRpZ2ljZXJ0LmNvbS9E
aWdpQ2VydFNIQTJFeHRlbmRlZFZhbGlkYXRpb25TZXJ2ZXJDQS5jcnQwDAYDVR0T
AQH/BAIwADCCAX0GCisGAQQB1nkCBAIEggFtBIIBaQFnAHUApLkJkLQYWBSHuxOi
zGdwCjw1mAT5G9+443fNDsgN3BAAAAFMLovtNgAABAMARjBEAiBTR7r3p76qUJzF
23lsbD/cLsA0KlxoJRSIvIK0OIYWiQIgVQWja8tWBlpcoFP30Iym7IuczitSazpH
fhKAVroTgXgAdgBo9pj4H2SCvjqM7rkoHUz8cVFdZ5PURNEKZ6y7T0/7xAAAAUwu
i+z4AAAEAwBHMEUCIEP3VYyLQB7lOgFo4WstyOurmRe3xa0OVaeFL/bDohHOAiEA
+xQrRVAfaeT4qBdBJzLyVLU4V9bh/qBMXJdjvYujhAcAdgBWFAaaL9fC7NP14b1E
sj7HRna5vJkRXMDvlJhV1onQ3QAAAUwui+6EAAAEAwBHMEUCIQC/YUc5X6xyb3ho
o4VMSJqSoNg9KKkvLh9nUQCdwHi3/QIgNwcBc9ZZCR/aWXQ7hKH6d39kpkDX2Z43
XPy/Kl5sKI4wDQYJKoZIhvcNAQELBQADggEBAHixEZNpb0M1MsvsfNI6lLKxrs9s
JkcBcmxrFyhTC8KP+Qp+Z1fnMRQwpTLIMr1+uAMqCPAnIShGHeFNJpUFSMyW4o0l
+pZGz/L/YJBs7XP3ChSGC17ZKeGSQFfMqMQXfY/L6+n/1HkAwqmewqUMEuUmWN3F
kXJqVngIYGZtxXRyiv2azLOhrNP8BgNZK6d2gVxntQfGr4hnd8Juq8SJy/S4xpPY
YPD8vW7/wSOdAe1/kU38QwDVBQ5PJePS2WFwz8YA/eKcyg9lfsianfw35SjehJbn
wGwzUbjtibyJnv3eAeYDGxaI6vbuoE99pSmYGIwSBLJwZamJHjci6HL6wLg=
-----END CERTIFICATE-----`

describe.each(GENUINE)("PayPal's own signature of $time", (genuine) => {
  const at = new Date(Date.parse(genuine.time) + 60_000)
  const context = contextFor(genuine.webhookId, PAYPALS_OWN_CERTIFICATE, at)
  const withSum = (sum: number) => forgeCrc32('{"id":"WH-1","padding":"', '","event_type":"X","resource":{}}', sum)

  it("is accepted for a body of the sum it signs", () =>
    expect(provider.verify(requestFor(withSum(genuine.checksum), genuine), context)).resolves.toBeUndefined())

  it("is refused for any other sum", () =>
    expectRefused(provider.verify(requestFor(withSum(genuine.checksum - 1), genuine), context), SignatureVerificationError))

  it("is refused for another webhook", () =>
    expectRefused(
      provider.verify(requestFor(withSum(genuine.checksum), genuine), contextFor("OTHER", PAYPALS_OWN_CERTIFICATE, at)),
      SignatureVerificationError,
    ))

  it("is refused with its time in another spelling", () =>
    expectRefused(
      provider.verify(requestFor(withSum(genuine.checksum), { ...genuine, time: genuine.time.replace("Z", "+00:00") }), context),
      SignatureVerificationError,
    ))

  it("is refused once it is older than four days", async () => {
    const request = requestFor(withSum(genuine.checksum), genuine)
    const after = (seconds: number) =>
      contextFor(genuine.webhookId, PAYPALS_OWN_CERTIFICATE, new Date(Date.parse(genuine.time) + seconds * 1000))
    await expect(provider.verify(request, after(4 * 86_400))).resolves.toBeUndefined()
    await expectRefused(provider.verify(request, after(4 * 86_400 + 1)), SignatureVerificationError)
  })

  it("has a sum that a signed CRC32 would spell with a minus", () => expect(genuine.checksum | 0).toBeLessThan(0))
})

describe("a signature by OpenSSL", () => {
  // Made by: printf '%s' '<id>|<time>|VECTORWEBHOOK1|<zlib.crc32 of the body, by Python>' |
  //   openssl dgst -sha256 -sign <the published test key> | base64 -w0
  const body = Buffer.from('{"id":"WH-VECTOR-1","event_type":"PAYMENT.CAPTURE.COMPLETED","resource":{"id":"CAPTUREVECTOR0003"}}')
  const transmission = {
    id: "69cd13f0-d67a-11e5-baa3-778b53f4ae55",
    time: "2025-06-01T11:59:59Z",
    signature:
      "qet4PqeXIS9W0Jo23M3SlhkY5wYBFLCZoFmALkbFrjdTnEizU5Q3LXybPhGH+JCs0kdoowlHFARsjO0FzihF9c8E9Z7vD2YaTmTYP68UdCeGfqLmeQUBojghnq2x7IrryLFqjvrtf5Vtfo/TdQdD6GvEm6SSOsuvEoaFCxCCTUj7coJm3MH6lj0Ljqfi1JgrY3cHAsIpsA2jbt1NlxOd8mhB15SDxGuQZe4Uo5J9oik2zz8aTNv/dJhsWu5eWc2dtRmUnY/Nr0LmMI0h0aVekdSkmNAXIloAliRKYaxO9OJFJJixeMPqVdJJj+7rxXbflJFH4zsHG9ZfJdQ6XjnQ0w==",
  }

  it("is accepted", async () => {
    expect(crc32(body)).toBe(2185808932)
    const context = contextFor("VECTORWEBHOOK1", PAYPAL_TEST_CERTIFICATE, NOW)
    await expect(provider.verify(requestFor(body, transmission), context)).resolves.toBeUndefined()
  })
})

describe("the CRC32 attack", () => {
  const genuine = signed(harness, fixture("paypal", "captured"))
  const text = genuine.rawBody.toString()
  const wanted = crc32(genuine.rawBody)
  /** The genuine body with one thing changed, and some padding for the sum to be the same. */
  const change = (from: string, to: string) => {
    const changed = text.replaceAll(from, to)
    expect(changed).not.toBe(text)
    return forgeCrc32('{ "padding": "', `",${changed.slice(1)}`, wanted)
  }
  const outcome = async (rawBody: Buffer) => {
    const context = contextOf(harness)
    const [event] = await read(harness, requestOf(rawBody, genuine.headers), context)
    if (!event || !provider.refetch) throw new Error("nothing was read")
    return provider.normalize(await provider.refetch(event, context), context)
  }

  it("keeps PayPal's signature valid while the amount is another: of the body, only a sum is signed", async () => {
    const forged = change('"24.95"', '"9924.95"')
    expect(JSON.parse(forged.toString())).toMatchObject({ resource: { amount: { value: "9924.95" } } })
    await expect(provider.verify(requestOf(forged, genuine.headers), contextOf(harness))).resolves.toBeUndefined()
  })

  it.each([
    ["amount", '"24.95"', '"9924.95"'],
    ["currency", '"EUR"', '"USD"'],
    ["session", "payses_01JWF1XT0RE000000000000001", "payses_01JWF1XT0RE000000000000009"],
    ["order", "0RDERF1XTURE00001", "0RDERF1XTURE00099"],
    ["date", "2025-06-01T11:59:58.123Z", "2035-06-01T11:59:58.123Z"],
    ["status", '"COMPLETED"', '"DECLINED"'],
    ["type, of the same kind", "PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.DENIED"],
    ["truth that is the webhook's own", '"id"', '"truth": { "kind": "capture" }, "id"'],
  ])("changes no fact by another %s: facts are read from PayPal", async (_what, from, to) => {
    expect(await outcome(change(from, to))).toEqual(await outcome(genuine.rawBody))
  })

  it("reads a pending capture as pending, though the webhook calls it completed", async () => {
    const { facts } = await outcome(change('"CAPTUREF1XTURE001"', '"CAPTUREF1XTURE002"'))
    expect(facts).toEqual([expect.objectContaining({ state: "pending", providerCaptureId: "CAPTUREF1XTURE002" })])
  })

  it("invents no payment", () =>
    expectRefused(outcome(change('"CAPTUREF1XTURE001"', '"CAPTUREINVENTED01"')), ProviderUnavailableError))

  it("makes no refund of a capture", () =>
    expectRefused(outcome(change("PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.REFUNDED")), ProviderUnavailableError))

  it.each(["../../v1/oauth2/token", "A/../B", "A?B", "A#B", "A%2FB", "http://169.254.169.254/", "A B", "..", ""])(
    "steers no call of ours elsewhere by the id %j",
    (id) => expectRefused(outcome(change('"CAPTUREF1XTURE001"', JSON.stringify(id))), MalformedPayloadError),
  )
})
