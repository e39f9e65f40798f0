import { generateKeyPairSync, X509Certificate } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { PAYPAL_CERTIFICATE_URL, paypalHeaders } from "../../../src/testing/dialects"
import {
  PAYPAL_TEST_CERTIFICATE,
  PAYPAL_TEST_INTERMEDIATE,
  PAYPAL_TEST_KEY,
  PAYPAL_TEST_ROOT,
  PAYPAL_TEST_SECOND_CERTIFICATE,
  PAYPAL_TEST_SECOND_KEY,
} from "../../../src/testing/keys/paypal"
import { inHeaders, type Harness } from "./harness"

const folder = join(__dirname, "..", "..", "fixtures", "paypal", "api")

interface Linked {
  readonly links: readonly { readonly rel: string; readonly href: string }[]
}

/** PayPal's API, by path: the fixtures' resources unchanged, which need not agree with the webhooks. */
const resources = new Map(
  readdirSync(folder).map((file) => {
    const text = readFileSync(join(folder, file), "utf8")
    const self = (JSON.parse(text) as Linked).links.find(({ rel }) => rel === "self")
    return [new URL(self?.href ?? "").pathname, text] as const
  }),
)

const API = "https://api-m.sandbox.paypal.com"

/** PayPal as its certificates' endpoint serves it: the signing certificate alone, its issuer at the authority's. */
export const paypalFetch: typeof fetch = async (input, init) => {
  const url = String(input)
  if (url === PAYPAL_CERTIFICATE_URL) return new Response(PAYPAL_TEST_CERTIFICATE)
  if (url === "http://cacerts.digicert.com/ExampleIntermediate.crt") {
    return new Response(new Uint8Array(new X509Certificate(PAYPAL_TEST_INTERMEDIATE).raw))
  }
  if (url === `${API}/v1/oauth2/token`) return Response.json({ access_token: "token", expires_in: 32_400 })
  const resource = url.startsWith(API) ? resources.get(url.slice(API.length)) : undefined
  const asked = new Headers(init?.headers).get("authorization") === "Bearer token"
  return asked && resource !== undefined ? new Response(resource) : new Response("{}", { status: 404 })
}

const base = {
  environment: "sandbox",
  clientId: "client",
  clientSecret: "secret",
  merchantId: "SHOPMERCHANT1",
  toleranceSeconds: 300,
} as const

/** The webhook id takes the secret's place in PayPal's signature: the certificate proves PayPal, the id proves the account. */
export const paypal: Harness = {
  provider: "paypal",
  secrets: { current: "CURRENTWEBHOOK1", previous: "PREVIOUSWEBHOOK1", stranger: "STRANGERWEBHOOK1" },
  options: (webhookIds) => ({ ...base, webhookIds, rootCertificates: [PAYPAL_TEST_ROOT] }),
  deliver: inHeaders((body, webhookId, at) => paypalHeaders(body, { webhookId, privateKey: PAYPAL_TEST_KEY }, at)),
  signatureHeaders: [
    "paypal-auth-algo",
    "paypal-cert-url",
    "paypal-transmission-id",
    "paypal-transmission-time",
    "paypal-transmission-sig",
  ],
  toleranceSeconds: 300,
  // Of the claims that are shown; facts are read from PayPal.
  tells: {
    "resource.amount": ["amount"],
    "resource.custom_id": ["sessionId", "merchantReference"],
    "resource.invoice_id": ["merchantReference", "merchantRefundReference"],
    "resource.create_time": ["openedAt"],
    "resource.status_details.reason": ["reasonCode"],
    "resource.payee.merchant_id": ["contradictions"],
    "resource.supplementary_data.related_ids": ["providerPaymentId"],
    "resource.links": ["providerPaymentId"],
    "resource.dispute_amount": ["amount"],
    "resource.reason": ["reasonCode"],
    "resource.seller_response_due_date": ["evidenceDueBy"],
    "resource.disputed_transactions": ["providerPaymentId"],
  },
  fetch: paypalFetch,
}

const certificateOf = new Map([
  [PAYPAL_TEST_KEY, PAYPAL_TEST_CERTIFICATE],
  [PAYPAL_TEST_SECOND_KEY, PAYPAL_TEST_SECOND_CERTIFICATE],
])

const stranger = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
}).privateKey

/** The same provider where verification fetches nothing: the options name the signers. */
export const paypalWithPinnedCertificates: Harness = {
  sameLeaves: true,
  ...paypal,
  secrets: { current: PAYPAL_TEST_KEY, previous: PAYPAL_TEST_SECOND_KEY, stranger },
  options: (keys) => ({ ...base, webhookIds: ["WEBHOOK1"], certificates: keys.map((key) => certificateOf.get(key)) }),
  deliver: inHeaders((body, privateKey, at) => paypalHeaders(body, { webhookId: "WEBHOOK1", privateKey }, at)),
  // Without the certificate's URL, which is not signed and here not read either.
  signatureHeaders: paypal.signatureHeaders.filter((header) => header !== "paypal-cert-url"),
}
