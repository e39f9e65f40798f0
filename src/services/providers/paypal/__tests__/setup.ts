import { sign, X509Certificate } from "node:crypto"
import { crc32 } from "node:zlib"
import { offline } from "../../kit/__tests__/offline"
import type { ProviderContext, WebhookRequest } from "../../provider"
import { paypalOptions, type PayPalOptions } from "../options"
import { CERTIFICATE, INTERMEDIATE, KEY, ROOT } from "./certificates"

export const NOW = new Date("2025-06-01T12:00:00Z")
export const WEBHOOK_ID = "WEBHOOK1"

export const required = { webhookIds: [WEBHOOK_ID], environment: "sandbox", clientId: "client", clientSecret: "secret" }

export function contextOf(
  { fetch = offline, now = () => NOW }: { fetch?: typeof globalThis.fetch; now?: () => Date } = {},
  own: object = { rootCertificates: [ROOT] },
): ProviderContext<PayPalOptions> {
  return { account: { id: "shop" }, options: paypalOptions.parse({ ...required, ...own }), now, fetch }
}

export const CERTIFICATE_URL = "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-example"

/** Its CRC32 is above 2^31, where signed and unsigned notation differ. */
export const BODY = Buffer.from('{"id":"WH-1","event_type":"PAYMENT.CAPTURE.COMPLETED","resource":{"id":"CAPTURE3"}}')

export function requestOf(headers: Record<string, string | undefined> = {}, at = NOW, rawBody = BODY): WebhookRequest {
  const id = "69cd13f0-d67a-11e5-baa3-778b53f4ae55"
  const time = at.toISOString().replace(".000Z", "Z")
  const message = Buffer.from(`${id}|${time}|${WEBHOOK_ID}|${crc32(rawBody)}`)
  const signed = {
    "paypal-auth-algo": "SHA256withRSA",
    "paypal-cert-url": CERTIFICATE_URL,
    "paypal-transmission-id": id,
    "paypal-transmission-time": time,
    "paypal-transmission-sig": sign("RSA-SHA256", message, KEY).toString("base64"),
  }
  const all = Object.entries({ ...signed, ...headers }).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { method: "POST", url: "/", headers: Object.fromEntries(all), rawBody, receivedAt: at }
}

export const AIA = "http://cacerts.digicert.com/ExampleIntermediate.crt"

type Answer = string | Uint8Array<ArrayBuffer> | number | Response | Error

/** Answers by URL and counts: text and bytes with 200, numbers as the status, 404 for anything else. */
export function web(answers: Record<string, Answer | (() => Answer)> = {}) {
  const asked: string[] = []
  const inits: (RequestInit | undefined)[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input)
    asked.push(url)
    inits.push(init)
    const found = answers[url]
    const answer = typeof found === "function" ? found() : (found ?? 404)
    if (answer instanceof Error) throw answer
    if (answer instanceof Response) return answer
    return typeof answer === "number" ? new Response("{}", { status: answer }) : new Response(answer)
  }
  return { fetch, asked, inits }
}

export const intermediateDer = new Uint8Array(new X509Certificate(INTERMEDIATE).raw)

/** PayPal with valid answers. */
export const goodWeb = (own: Record<string, Answer | (() => Answer)> = {}) =>
  web({ [CERTIFICATE_URL]: CERTIFICATE, [AIA]: intermediateDer, ...own })
