import { createHash, createPrivateKey, generateKeyPairSync, sign } from "node:crypto"
import { offline } from "../../kit/__tests__/offline"
import type { ProviderContext, WebhookRequest } from "../../provider"
import { unionPayOptions, type UnionPayOptions } from "../options"
import { GENUINE, STRANGER } from "./certificates"

export const NOW = new Date("2025-06-01T12:00:00Z")

export const pinned = { merchantId: "777290058110048", roots: [GENUINE.root], intermediates: [GENUINE.intermediate] }

/** Any RSA key does for the merchant's. */
export const merchantKey = STRANGER.privateKey

export const query = { privateKey: merchantKey, certId: "68759663125" }

export const captured = {
  accessType: "0",
  bizType: "000201",
  currencyCode: "156",
  encoding: "UTF-8",
  merId: "777290058110048",
  orderId: "20250601ORDER0001",
  queryId: "250601200000123456789",
  respCode: "00",
  respMsg: "成功[0000000]",
  txnAmt: "2495",
  txnSubType: "01",
  txnTime: "20250601200000",
  txnType: "01",
  version: "5.1.0",
  reqReserved: "payses_01JWPAYSES0000000000000001",
}

export type Parameters = Readonly<Record<string, string | Buffer>>
type Message = Map<string, Buffer>

const hex = (algorithm: string, ...parts: readonly (string | Buffer)[]): string =>
  createHash(algorithm)
    .update(Buffer.concat(parts.map(toBytes)))
    .digest("hex")
const toBytes = (value: string | Buffer): Buffer => Buffer.from(value)

/** The sorted k=v, written down once more, independent of the adapter's own code. */
export const plain = (message: ReadonlyMap<string, Buffer>): Buffer =>
  Buffer.concat(
    [...message.entries()]
      .filter(([name]) => name !== "signature")
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([name, value], index) => [toBytes(`${index ? "&" : ""}${name}=`), value]),
  )

export const digest = (message: ReadonlyMap<string, Buffer>): string => hex("sha256", plain(message))

export const keyed = (message: ReadonlyMap<string, Buffer>, key: string, algorithm = "sha256"): string =>
  hex(algorithm, plain(message), "&", hex(algorithm, key))

/** A message with UnionPay's signature. `signature` signs the same bytes in another way. */
export function message(
  parameters: Parameters,
  certificate: string = GENUINE.certificate,
  signature = (unsigned: Message): string => rsa("RSA-SHA256", digest(unsigned)),
): Message {
  const unsigned: Message = new Map(
    Object.entries({ signMethod: "01", ...parameters }).map(([name, value]) => [name, toBytes(value)]),
  )
  unsigned.set("signPubKeyCert", toBytes(certificate.trimEnd().replaceAll("\n", "\r\n")))
  return new Map([...unsigned, ["signature", toBytes(signature(unsigned))]])
}

/** The same with a shared key. */
export function keyedMessage(parameters: Parameters, key: string, signMethod: "11" | "12" = "11"): Message {
  const unsigned: Message = new Map(Object.entries({ ...parameters, signMethod }).map(([name, value]) => [name, toBytes(value)]))
  return new Map([...unsigned, ["signature", toBytes(keyed(unsigned, key, signMethod === "12" ? "sm3" : "sha256"))]])
}

export const rsa = (algorithm: string, bytes: string | Buffer, key = GENUINE.privateKey): string =>
  sign(algorithm, toBytes(bytes), createPrivateKey(key)).toString("base64")

const percent = (value: Buffer): string => value.toString("latin1").replace(/[^A-Za-z0-9]/g, (one) => `%${toHex(one)}`)
const toHex = (one: string): string => one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")

export const form = (fields: ReadonlyMap<string, Buffer>): WebhookRequest =>
  requestOf(Buffer.from([...fields].map(([name, value]) => `${name}=${percent(value)}`).join("&")))

export const requestOf = (rawBody: Buffer): WebhookRequest => ({
  method: "POST",
  url: "/webhooks/payments/shop",
  headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
  rawBody,
  receivedAt: NOW,
})

export const contextWith = (options: unknown = pinned, fetching: typeof fetch = offline): ProviderContext<UnionPayOptions> => ({
  account: { id: "shop" },
  options: unionPayOptions.parse(options),
  now: () => NOW,
  fetch: fetching,
})

/** A key that signs none of UnionPay's messages. */
export const ellipticKey = (): string =>
  generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString()
