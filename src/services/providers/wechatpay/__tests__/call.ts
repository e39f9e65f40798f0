import { createCipheriv, createSign, generateKeyPairSync, type KeyObject } from "node:crypto"
import { offline } from "../../kit/__tests__/offline"
import type { ProviderContext, WebhookRequest } from "../../provider"
import type { WechatpayOptions } from "../options"

/** One of WeChat Pay's key pairs, under the serial by which a call names it. */
export interface SigningKey {
  readonly serial: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

const signingKey = (serial: string): SigningKey => ({ serial, ...generateKeyPairSync("rsa", { modulusLength: 2048 }) })

export const API_V3_KEY = "unit-test-wechatpay-apiv3-key-32"

/** The body of an event with `plaintext` encrypted in it. */
export function seal(plaintext: string | Buffer, envelope: object, { original_type }: { original_type?: string } = {}): Buffer {
  const [nonce, associated_data] = ["0123456789ab", original_type ?? ""]
  const cipher = createCipheriv("aes-256-gcm", API_V3_KEY, nonce).setAAD(Buffer.from(associated_data))
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]).toString("base64")
  const resource = { original_type, algorithm: "AEAD_AES_256_GCM", ciphertext, associated_data, nonce }
  return Buffer.from(JSON.stringify({ ...envelope, resource_type: "encrypt-resource", resource }))
}

/** A call with `body`, signed with `key` as of `time`. */
export function callWith(
  body: Buffer,
  { serial, privateKey }: Pick<SigningKey, "serial" | "privateKey">,
  time: Date,
  headers: Record<string, string> = {},
): WebhookRequest {
  const [timestamp, nonce] = [String(Math.floor(time.getTime() / 1000)), "unit-test-nonce"]
  const signer = createSign("RSA-SHA256").update(`${timestamp}\n${nonce}\n`).update(body).update("\n")
  const signed = {
    "wechatpay-timestamp": timestamp,
    "wechatpay-nonce": nonce,
    "wechatpay-serial": serial,
    "wechatpay-signature": signer.sign(privateKey, "base64"),
    "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048",
  }
  return { method: "POST", url: "/", headers: { ...signed, ...headers }, rawBody: body, receivedAt: time }
}

/** The time of every test. */
export const at = new Date("2025-06-01T12:00:00Z")

/** A certificate's key, a public key, and one that is listed nowhere. */
export const first = signingKey("7E57000000000000000000000000000000000A01")
export const second = signingKey("PUB_KEY_ID_0119000001092025060100000000000002")
export const third = signingKey("7E57000000000000000000000000000000000A03")
const validity = { from: new Date("2024-01-01T00:00:00Z"), to: new Date("2054-01-01T00:00:00Z") }

/** An account that lists the first two keys. */
export const contextWith = (changes: Partial<WechatpayOptions> = {}, now = at): ProviderContext<WechatpayOptions> => ({
  account: { id: "wechatpay" },
  options: {
    mchid: "1900000109",
    apiV3Keys: [Buffer.from(API_V3_KEY)],
    toleranceSeconds: 300,
    keys: new Map([
      [first.serial, { serials: [first.serial], key: first.publicKey, validity }],
      [second.serial, { serials: [second.serial], key: second.publicKey }],
    ]),
    ...changes,
  },
  now: () => now,
  fetch: offline,
})
