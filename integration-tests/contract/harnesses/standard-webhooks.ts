import { createHash, createPrivateKey, createPublicKey } from "node:crypto"
import { standardWebhooksHeaders } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"
import { GENERIC_TELLS } from "./hmac"

const secret = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString("base64")}`

/** A sender keeps the id when it sends again, so the id follows from the body. */
const idOf = (body: Buffer) => `msg_${createHash("sha256").update(body).digest("hex").slice(0, 16)}`

export const standardWebhooks: Harness = {
  provider: "standard-webhooks",
  secrets: { current: secret(1), previous: secret(2), stranger: secret(3) },
  options: (secrets) => ({ secrets }),
  deliver: inHeaders((body, secret, at) => standardWebhooksHeaders(idOf(body), body, { secret }, at)),
  signatureHeaders: ["webhook-id", "webhook-timestamp", "webhook-signature"],
  toleranceSeconds: 300,
  tells: GENERIC_TELLS,
}

/** The same sender under the header names of Svix. */
export const standardWebhooksSvix: Harness = {
  ...standardWebhooks,
  sameLeaves: true,
  deliver: inHeaders((body, secret, at) =>
    Object.fromEntries(
      Object.entries(standardWebhooksHeaders(idOf(body), body, { secret }, at)).map(([name, value]) => [
        name.replace(/^webhook-/, "svix-"),
        value,
      ]),
    ),
  ),
  signatureHeaders: ["svix-id", "svix-timestamp", "svix-signature"],
}

const privateKey = (byte: number) => `whsk_${Buffer.alloc(32, byte).toString("base64")}`

/** The `whpk_…` of a `whsk_…`, worked out by OpenSSL from the DER and not by our own code. */
export function publicKeyOf(whsk: string): string {
  const seed = Buffer.from(whsk.slice("whsk_".length), "base64")
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]),
    format: "der",
    type: "pkcs8",
  })
  const { x } = createPublicKey(key).export({ format: "jwk" })
  return `whpk_${Buffer.from(x ?? "", "base64url").toString("base64")}`
}

/** The same provider with asymmetric keys. */
export const standardWebhooksEd25519: Harness = {
  sameLeaves: true,
  ...standardWebhooks,
  secrets: { current: privateKey(1), previous: privateKey(2), stranger: privateKey(3) },
  options: (secrets) => ({ secrets: secrets.map(publicKeyOf) }),
}
