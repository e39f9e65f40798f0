import { X509Certificate } from "node:crypto"
import { jsonBody } from "../../../../testing/dialects/json-body"
import { PAYPAL_CERTIFICATE_URL, paypalHeaders } from "../../../../testing/dialects"
import {
  PAYPAL_TEST_CERTIFICATE,
  PAYPAL_TEST_INTERMEDIATE,
  PAYPAL_TEST_KEY,
  PAYPAL_TEST_ROOT,
} from "../../../../testing/keys/paypal"
import { offline } from "../../__tests__/offline"
import type { ProviderContext, WebhookRequest } from "../../provider"
import { paypalOptions, type PayPalOptions } from "../options"

export const NOW = new Date("2025-06-01T12:00:00Z")
export const WEBHOOK_ID = "WEBHOOK1"

export const required = { webhookIds: [WEBHOOK_ID], environment: "sandbox", clientId: "client", clientSecret: "secret" }

export function contextOf(
  { fetch = offline, now = () => NOW }: { fetch?: typeof globalThis.fetch; now?: () => Date } = {},
  own: object = { rootCertificates: [PAYPAL_TEST_ROOT] },
): ProviderContext<PayPalOptions> {
  return { account: { id: "shop" }, options: paypalOptions.parse({ ...required, ...own }), now, fetch }
}

export const BODY = jsonBody({ id: "WH-1", event_type: "PAYMENT.CAPTURE.COMPLETED", resource: { id: "CAPTURE3" } })

export function requestOf(headers: Record<string, string | undefined> = {}, at = NOW, rawBody = BODY): WebhookRequest {
  const signed = paypalHeaders(rawBody, { webhookId: WEBHOOK_ID, privateKey: PAYPAL_TEST_KEY }, at)
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

export const intermediateDer = new Uint8Array(new X509Certificate(PAYPAL_TEST_INTERMEDIATE).raw)

/** PayPal as it should be. */
export const goodWeb = (own: Record<string, Answer | (() => Answer)> = {}) =>
  web({ [PAYPAL_CERTIFICATE_URL]: PAYPAL_TEST_CERTIFICATE, [AIA]: intermediateDer, ...own })
