import { sign, X509Certificate } from "node:crypto"
import { crc32 } from "node:zlib"
import { ProviderUnavailableError, SignatureVerificationError } from "../../../domain/errors"
import { paypal } from ".."
import { requireCertificateUrl } from "../certificate-url"
import { CERTIFICATE, CERTIFICATES, INTERMEDIATE, KEY, ROOT } from "./certificates"
import { AIA, BODY, CERTIFICATE_URL, contextOf, goodWeb, NOW, requestOf, web, WEBHOOK_ID } from "./setup"

const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
const pinned = { certificates: [CERTIFICATE] }

describe("the signed text", () => {
  const signedOver = (checksum: string, webhookId = WEBHOOK_ID) => {
    const { headers } = requestOf()
    const message = `${headers["paypal-transmission-id"]}|${headers["paypal-transmission-time"]}|${webhookId}|${checksum}`
    return requestOf({ "paypal-transmission-sig": sign("RSA-SHA256", Buffer.from(message), KEY).toString("base64") })
  }

  it("is the CRC32 as an unsigned decimal", async () => {
    // Above 2^31, where signed and unsigned notation differ.
    expect(crc32(BODY)).toBeGreaterThan(2 ** 31)
    await expect(paypal.verify(signedOver(String(crc32(BODY))), contextOf({}, pinned))).resolves.toBeUndefined()
  })

  it.each([
    ["as a signed number", String(crc32(BODY) | 0)],
    ["in hex", crc32(BODY).toString(16)],
    ["in hex with zeros", crc32(BODY).toString(16).padStart(8, "0").toUpperCase()],
  ])("is not the CRC32 %s", (_what, checksum) =>
    expect(paypal.verify(signedOver(checksum), contextOf({}, pinned))).rejects.toThrow(SignatureVerificationError),
  )

  it("has the webhook's id from the options, whatever the request says it is", async () => {
    const request = signedOver(String(crc32(BODY)), "ATTACKERSWEBHOOK")
    const claiming = { ...request, headers: { ...request.headers, "paypal-webhook-id": "ATTACKERSWEBHOOK" } }
    await expect(paypal.verify(claiming, contextOf({}, pinned))).rejects.toThrow("check that webhookIds")
  })

  it.each(["SHA1withRSA", "sha256withrsa", "SHA512withRSA", "none", "SHA256withRSA/PSS"])("is refused under %s", (algorithm) =>
    expect(paypal.verify(requestOf({ "paypal-auth-algo": algorithm }), contextOf({}, pinned))).rejects.toThrow(
      SignatureVerificationError,
    ),
  )

  it.each(["a|b", "a b", "x".repeat(65)])("has no transmission id like %j", (id) =>
    expect(paypal.verify(requestOf({ "paypal-transmission-id": id }), contextOf({}, pinned))).rejects.toThrow("is no id"),
  )
})

describe("the transmission time", () => {
  const accepted = (seconds: number, own: object = {}) =>
    paypal.verify(requestOf({}, later(seconds)), contextOf({}, { ...pinned, ...own }))

  it("may be four days old, because nobody promises that PayPal signs anew when it sends again", async () => {
    await expect(accepted(-4 * 86_400)).resolves.toBeUndefined()
    await expect(accepted(-4 * 86_400 - 1)).rejects.toThrow("s old")
  })

  it("may be five minutes ahead and no more, however long it may be old", async () => {
    await expect(accepted(300)).resolves.toBeUndefined()
    await expect(accepted(301)).rejects.toThrow("301 s ahead")
    await expect(accepted(11, { toleranceSeconds: 10 })).rejects.toThrow("11 s ahead")
  })

  it.each(["yesterday", "1748779200", "2025-06-01", "2025-13-01T12:00:00Z", "2025-06-01T12:00:00"])(
    "is no time like %s",
    (time) =>
      expect(paypal.verify(requestOf({ "paypal-transmission-time": time }), contextOf({}, pinned))).rejects.toThrow(
        "no date and time",
      ),
  )
})

describe("the certificate's URL", () => {
  it.each([
    ["sandbox", "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-a5cafa77"],
    ["sandbox", "https://api-m.sandbox.paypal.com/v1/notifications/certs/CERT-1"],
    ["live", "https://api.paypal.com/v1/notifications/certs/CERT-1"],
    ["live", "https://api-m.paypal.com/v1/notifications/certs/CERT-1"],
  ] as const)("of %s may be %s", (environment, url) => expect(requireCertificateUrl(url, environment)).toBe(url))

  it.each([
    "http://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
    "https://api.sandbox.paypal.com.evil.example/v1/notifications/certs/CERT-1",
    "https://evil.example/v1/notifications/certs/CERT-1",
    "https://evilapi.sandbox.paypal.com/v1/notifications/certs/CERT-1",
    "https://apixsandbox.paypal.com/v1/notifications/certs/CERT-1",
    "https://www.sandbox.paypal.com/v1/notifications/certs/CERT-1",
    "https://api.paypal.com/v1/notifications/certs/CERT-1",
    "https://api.sandbox.paypal.com:8443/v1/notifications/certs/CERT-1",
    "https://api.sandbox.paypal.com:443/v1/notifications/certs/CERT-1",
    "https://user@api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
    "https://api.sandbox.paypal.com@evil.example/v1/notifications/certs/CERT-1",
    "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1?x=1",
    "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1#x",
    "https://api.sandbox.paypal.com/v1/notifications/certs/",
    "https://api.sandbox.paypal.com/v1/notifications/certs/../../oauth2/token",
    "https://api.sandbox.paypal.com/v1/notifications/certs/%2e%2e/x",
    "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1/x",
    "https://api.sandbox.paypal.com/v1/notifications/certsx/CERT-1",
    "https://api.sandbox.paypal.com\\v1\\notifications\\certs\\CERT-1",
    "https://api.sand\tbox.paypal.com/v1/notifications/certs/CERT-1",
    " https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
    "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1\n",
    "HTTPS://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
    "https://api.sandbox.paypal.com./v1/notifications/certs/CERT-1",
    "file:///v1/notifications/certs/CERT-1",
    "",
  ])("is never %j, and nothing is fetched for it", async (url) => {
    const { fetch, asked } = goodWeb()
    await expect(paypal.verify(requestOf({ "paypal-cert-url": url }), contextOf({ fetch }))).rejects.toThrow(
      SignatureVerificationError,
    )
    expect(asked).toEqual([])
  })

  it("is not followed when it redirects", async () => {
    const { fetch, inits } = goodWeb()
    await paypal.verify(requestOf(), contextOf({ fetch }))
    expect(inits.map((init) => init?.redirect)).toEqual(["error", "error"])
  })
})

describe("the certificate", () => {
  const verify = (pem: string, own: object = { rootCertificates: [ROOT] }) =>
    paypal.verify(requestOf(), contextOf(goodWeb({ [CERTIFICATE_URL]: pem }), own))

  it("may come alone, its issuer from where it says", () => expect(verify(CERTIFICATE)).resolves.toBeUndefined())

  it("may come with its issuer, and then nobody else is asked", async () => {
    const { fetch, asked } = web({ [CERTIFICATE_URL]: `${CERTIFICATE}\n${INTERMEDIATE}\n` })
    await paypal.verify(requestOf(), contextOf({ fetch }))
    expect(asked).toEqual([CERTIFICATE_URL])
  })

  it("may lead to an intermediate authority that is trusted by itself", async () => {
    const { fetch, asked } = web({ [CERTIFICATE_URL]: CERTIFICATE })
    await paypal.verify(requestOf(), contextOf({ fetch }, { rootCertificates: [INTERMEDIATE] }))
    expect(asked).toEqual([CERTIFICATE_URL])
  })

  it("must lead to an authority that Node trusts, where none is listed", () =>
    expect(verify(`${CERTIFICATE}\n${INTERMEDIATE}\n${ROOT}`, {})).rejects.toThrow("does not lead to a trusted authority"))

  it.each([
    ["of the live environment", CERTIFICATES.live, "is not called messageverificationcerts.sandbox.paypal.com"],
    ["that ended a second ago", CERTIFICATES.expired, "is out of date"],
    ["that begins in a second", CERTIFICATES.early, "is out of date"],
    ["of another name", CERTIFICATES.otherName, "is not called"],
    ["of a longer name", CERTIFICATES.longerName, "is not called"],
    ["that signed itself", CERTIFICATES.selfSigned, "does not lead to a trusted authority"],
    [
      "by somebody who is no authority",
      `${CERTIFICATES.byAnybody}\n${CERTIFICATES.anybody}`,
      "does not lead to a trusted authority",
    ],
    ["by an authority that has only the name of the genuine one", CERTIFICATES.byForger, "does not lead to a trusted authority"],
    ["by that one, which is shown", `${CERTIFICATES.byForger}\n${CERTIFICATES.forger}`, "does not lead to a trusted authority"],
    ["by an authority that has ended", `${CERTIFICATES.byEndedAuthority}\n${CERTIFICATES.endedAuthority}`, "trusted authority"],
    ["with a short key", CERTIFICATES.shortKey, "RSA key"],
    ["with another kind of key", CERTIFICATES.ellipticCurve, "RSA key"],
  ])("%s is refused", async (_what, pem, message) => {
    const verified = verify(`${pem}\n${INTERMEDIATE}`)
    await expect(verified).rejects.toThrow(message)
    await expect(verified).rejects.toThrow(SignatureVerificationError)
  })

  it("is not taken for issued by an authority of another name", () =>
    expect(verify(`${CERTIFICATES.withoutHint}\n${CERTIFICATES.renamedAuthority}`)).rejects.toThrow(
      "does not lead to a trusted authority",
    ))

  it("is refused when only the one behind it bears PayPal's name", () =>
    expect(verify(`${CERTIFICATES.otherName}\n${CERTIFICATE}\n${INTERMEDIATE}`)).rejects.toThrow("is not called"))

  it("never makes this server ask for an issuer elsewhere than at PayPal's authority", async () => {
    const { fetch, asked } = goodWeb({ [CERTIFICATE_URL]: CERTIFICATES.issuerElsewhere })
    await expect(paypal.verify(requestOf(), contextOf({ fetch }))).rejects.toThrow(SignatureVerificationError)
    expect(asked).toEqual([CERTIFICATE_URL])
  })

  it("is refused when the answer at its issuer's URL did not issue it", async () => {
    const other = new Uint8Array(new X509Certificate(CERTIFICATES.anybody).raw)
    for (const answer of [other, "nonsense", 404]) {
      const context = contextOf(goodWeb({ [AIA]: answer }))
      await expect(paypal.verify(requestOf(), context)).rejects.toThrow(SignatureVerificationError)
    }
  })

  it("that PayPal does not know is refused", () =>
    expect(paypal.verify(requestOf(), contextOf(web()))).rejects.toThrow(SignatureVerificationError))

  it.each([
    ["is down", 503],
    ["is overrun", 429],
    ["refuses this server", 403],
    ["cannot be reached", new TypeError("fetch failed")],
    ["redirects", new TypeError("redirect mode is set to error")],
    ["answers with a page", "<html></html>"],
    ["answers with half a certificate", CERTIFICATE.slice(0, 400)],
    ["answers without end", `${CERTIFICATE}${" ".repeat(64 * 1024)}`],
  ])("that cannot be had because PayPal %s is asked for again: PayPal gets 503 and redelivers", async (_what, answer) => {
    const context = contextOf(goodWeb({ [CERTIFICATE_URL]: answer }))
    await expect(paypal.verify(requestOf(), context)).rejects.toThrow(ProviderUnavailableError)
  })

  it("whose issuer cannot be had is asked for again, too", () =>
    expect(paypal.verify(requestOf(), contextOf(goodWeb({ [AIA]: 503 })))).rejects.toThrow(ProviderUnavailableError))
})

describe("the memory of certificates", () => {
  it("asks once, for any number of webhooks at once and after", async () => {
    const { fetch, asked } = goodWeb()
    const context = contextOf({ fetch })
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => paypal.verify(requestOf(), context)))
    await paypal.verify(requestOf(), context)
    expect(asked).toEqual([CERTIFICATE_URL, AIA])
  })

  it("does not remember a failure", async () => {
    let up = false
    const { fetch } = goodWeb({ [CERTIFICATE_URL]: () => (up ? CERTIFICATE : 503) })
    const context = contextOf({ fetch })
    await expect(paypal.verify(requestOf(), context)).rejects.toThrow(ProviderUnavailableError)
    up = true
    await expect(paypal.verify(requestOf(), context)).resolves.toBeUndefined()
  })

  it("asks again once the certificate has ended, and does not take the old one", async () => {
    let now = later(-2)
    const { fetch, asked } = goodWeb({ [CERTIFICATE_URL]: `${CERTIFICATES.expired}\n${INTERMEDIATE}` })
    const context = contextOf({ fetch, now: () => now })
    await expect(paypal.verify(requestOf({}, now), context)).resolves.toBeUndefined()
    now = NOW
    await expect(paypal.verify(requestOf({}, now), context)).rejects.toThrow("out of date")
    expect(asked).toEqual([CERTIFICATE_URL, CERTIFICATE_URL])
  })

  it("keeps its certificates when strangers ask for ones that do not exist", async () => {
    const { fetch, asked } = goodWeb()
    const context = contextOf({ fetch })
    await paypal.verify(requestOf(), context)
    for (let n = 0; n < 40; n++) {
      const url = `${CERTIFICATE_URL}-${n}`
      await expect(paypal.verify(requestOf({ "paypal-cert-url": url }), context)).rejects.toThrow(SignatureVerificationError)
    }
    await paypal.verify(requestOf(), context)
    expect(asked.filter((url) => url === CERTIFICATE_URL)).toHaveLength(1)
  })

  it("forgets the oldest beyond sixteen", async () => {
    const urls = Array.from({ length: 17 }, (_item, n) => `${CERTIFICATE_URL}-${n}`)
    const { fetch, asked } = goodWeb(Object.fromEntries(urls.map((url) => [url, CERTIFICATE])))
    const context = contextOf({ fetch })
    for (const url of [...urls, ...urls.slice(1), ...urls.slice(0, 1)])
      await paypal.verify(requestOf({ "paypal-cert-url": url }), context)
    const fetched = asked.filter((url) => url !== AIA)
    expect(fetched).toEqual([...urls, urls[0]])
  })

  it("lets nobody make this server flood PayPal: beyond four at once, senders are asked to retry", async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const { fetch, asked } = web()
    const slow: typeof globalThis.fetch = async (input, init) => (await held, fetch(input, init))
    const context = contextOf({ fetch: slow })
    const calls = Array.from({ length: 9 }, (_item, n) =>
      paypal.verify(requestOf({ "paypal-cert-url": `${CERTIFICATE_URL}-${n}` }), context).catch((error: unknown) => error),
    )
    release()
    const errors = await Promise.all(calls)
    expect(asked).toHaveLength(4)
    expect(errors.filter((error) => error instanceof ProviderUnavailableError)).toHaveLength(5)
  })

  it("is each account's own: one's authorities vouch for nobody else's", async () => {
    const { fetch } = goodWeb()
    await paypal.verify(requestOf(), contextOf({ fetch }))
    await expect(paypal.verify(requestOf(), contextOf({ fetch }, {}))).rejects.toThrow("does not lead to a trusted authority")
  })
})

describe("pinned certificates", () => {
  it("need no URL and no network", () =>
    expect(paypal.verify(requestOf({ "paypal-cert-url": undefined }), contextOf({}, pinned))).resolves.toBeUndefined())

  it.each([
    ["out of date", CERTIFICATES.expired],
    ["of the other environment", CERTIFICATES.live],
  ])("%s verify nothing", (_what, pem) =>
    expect(paypal.verify(requestOf(), contextOf({}, { certificates: [pem] }))).rejects.toThrow(
      "other environment or out of date",
    ),
  )

  it("verify beside one that has ended", () =>
    expect(
      paypal.verify(requestOf(), contextOf({}, { certificates: [CERTIFICATES.expired, CERTIFICATE] })),
    ).resolves.toBeUndefined())
})
