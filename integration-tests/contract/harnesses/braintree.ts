import { braintreeForm, braintreeXml } from "../../../src/testing/dialects"
import type { Harness } from "./harness"

const PUBLIC_KEYS = new Map([
  ["current-private-key", "currentpublickey"],
  ["previous-private-key", "previouspublickey"],
  // A forger knows the public key: every genuine delivery shows it.
  ["stranger-private-key", "currentpublickey"],
])

const keyOf = (privateKey: string) => ({ publicKey: PUBLIC_KEYS.get(privateKey) ?? "", privateKey })

function objectIn(content: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(content.toString())
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

export const braintree: Harness = {
  provider: "braintree",
  secrets: { current: "current-private-key", previous: "previous-private-key", stranger: "stranger-private-key" },
  options: (secrets) => ({ keys: secrets.map(keyOf), merchantAccountIds: ["fixture_shop"] }),
  builds: true,
  deliver(content, secret) {
    const notification = objectIn(content)
    const headers = { "content-type": "application/x-www-form-urlencoded" }
    return notification ? braintreeForm(braintreeXml(notification), keyOf(secret)) : { headers, body: content }
  },
  // Only the payload is signed, with or without the newline that ends it, and however the form escapes it.
  signedPart: (body) => new URLSearchParams(body.toString()).get("bt_payload")?.replace(/\n$/, ""),
  signatureHeaders: [],
}
