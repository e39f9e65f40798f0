import { createHash, getHashes, type KeyObject } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { apiUrl } from "../kit/api-url"
import { listOfSecrets, providerOptions, secretText, toleranceSeconds } from "../kit/provider-options"
import { readCertificate, readPrivateKey, readPublicKey, type PlatformCertificate, type PlatformKey } from "./keys"

/** Turns a reader's refusal into an issue that leaves the value out: issues end up in logs. */
const readWith =
  <In, Out>(read: (value: In) => Out) =>
  (value: In, { issues }: { issues: z.core.$ZodRawIssue[] }): Out => {
    try {
      return read(value)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      issues.push({ code: "custom", message: error.message, input: undefined })
      return z.NEVER
    }
  }

const apiV3Key = secretText.transform(
  readWith((text: string): Buffer => {
    const key = Buffer.from(text)
    if (key.length === 32) return key
    throw new RangeError("must be the 32 characters of the APIv3 key (not the APIv2 key, not the path of a file)")
  }),
)

/** The key of the cipher: the hexadecimal MD5 of API v2's key, as text. The key itself is needed for nothing else. */
const apiV2Key = secretText.transform(
  readWith((text: string): Buffer => {
    if (!/^[0-9A-Za-z]{32}$/.test(text)) throw new RangeError("must be the 32 characters of the APIv2 key")
    if (!getHashes().includes("md5")) throw new RangeError("needs MD5, which this Node.js does not have in its FIPS mode")
    return Buffer.from(createHash("md5").update(text).digest("hex"))
  }),
)

const publicKey = providerOptions({
  /** The key's id, as the merchant platform shows it beside the key. */
  id: z.string().regex(/^PUB_KEY_ID_[0-9A-Za-z]{1,64}$/, 'must be the id of the public key, which starts with "PUB_KEY_ID_"'),
  /** The key in PEM form: the content of `pub_key.pem`. */
  pem: z.string("must be PEM text; is the environment variable set?"),
}).transform(readWith(({ id, pem }: { id: string; pem: string }): PlatformKey => readPublicKey(id, pem)))

const certificate = z
  .string("must be PEM text; is the environment variable set?")
  .transform(readWith((pem: string): PlatformCertificate => readCertificate(pem)))

const privateKey = z
  .string("must be PEM text; is the environment variable set?")
  .transform(readWith((pem: string): KeyObject => readPrivateKey(pem)))

const merchantNumber = z.string().regex(/^\d{6,16}$/, "must be a merchant number: 6 to 16 digits, as text")

const accountOptions = providerOptions({
  /** The merchant number (商户号) whose APIv3 key this is; a service provider gives its own. Payments of another merchant are quarantined. */
  mchid: merchantNumber,
  /** For service providers: the sub-merchant (`sub_mchid`) whose payments this account processes. */
  subMchid: merchantNumber.optional(),
  /** The appids whose payments this account processes; every appid when left out. */
  appids: z
    .array(z.string().regex(/^wx[0-9a-z]{1,30}$/, 'must be an appid, which starts with "wx"'))
    .min(1, "give at least one appid, or leave the option out")
    .optional(),
  /** APIv3 keys (Account settings, API security), with which the events are encrypted. */
  apiV3Keys: listOfSecrets(apiV3Key),
  /** APIv2 keys. With them, notices of refunds that were made on the merchant platform are taken as hints to ask WeChat Pay. */
  apiV2Keys: listOfSecrets(apiV2Key).optional(),
  /** WeChat Pay's public keys, with which it signs. New merchants have these only. */
  publicKeys: z.array(publicKey).default([]),
  /** WeChat Pay's platform certificates in PEM form, for merchants that still have them. Not the merchant's own certificate. */
  platformCertificates: z.array(certificate).default([]),
  /** Most seconds between WeChat Pay's signed timestamp and our clock, before or after. */
  toleranceSeconds,
  /** The merchant's private key, the content of `apiclient_key.pem`. With it, WeChat Pay is asked for a payment's state. */
  privateKey: privateKey.optional(),
  /** The serial number of the merchant's certificate, `apiclient_cert.pem`; with `privateKey`. */
  merchantSerial: z
    .string()
    .regex(/^[0-9A-Fa-f]{16,64}$/, "must be the serial number of the merchant's certificate, in hex")
    .optional(),
  /** Address of WeChat Pay's API, if it is not https://api.mch.weixin.qq.com. */
  apiUrl: apiUrl.optional(),
})

/** A store's options, with the keys by serial. */
export const wechatpayOptions = accountOptions.transform(
  ({ publicKeys, platformCertificates, privateKey, merchantSerial: serial, ...options }, { issues }): WechatpayOptions => {
    const refuse = (path: string, message: string): void => {
      issues.push({ code: "custom", message, path: [path], input: undefined })
    }
    const all: readonly PlatformKey[] = [...publicKeys, ...platformCertificates]
    const keys = new Map(all.flatMap((key) => key.serials.map((serial) => [serial, key] as const)))
    if (!all.length) {
      refuse("publicKeys", "give at least one key: { id, pem } here, or a certificate in platformCertificates")
    }
    if (keys.size !== all.flatMap(({ serials }) => serials).length) {
      refuse("publicKeys", "publicKeys and platformCertificates hold one key twice; list each once")
    }
    // Every newcomer has both files, and with the merchant's own certificate every call would be refused, which shows only once
    // money moves.
    if (platformCertificates.some(({ subject }) => subject.split("\n").includes(`CN=${options.mchid}`))) {
      refuse("platformCertificates", "holds the merchant's own certificate (apiclient_cert.pem); list WeChat Pay's instead")
    }
    if (Boolean(privateKey) !== Boolean(serial)) {
      refuse(privateKey ? "merchantSerial" : "privateKey", "give privateKey and merchantSerial together, or neither")
    }
    return { ...options, keys, ...(privateKey && serial && { merchant: { privateKey, serial } }) }
  },
)

/** Options in the form that the adapter uses. */
export interface WechatpayOptions {
  readonly mchid: string
  readonly subMchid?: string | undefined
  readonly appids?: readonly string[] | undefined
  readonly apiV3Keys: readonly Buffer[]
  /** Keys of the cipher of API v2's notices, made from the APIv2 keys. */
  readonly apiV2Keys?: readonly Buffer[] | undefined
  readonly toleranceSeconds: number
  readonly apiUrl?: string | undefined
  /** The key that signs the merchant's own queries; without it none are sent. */
  readonly merchant?: { readonly privateKey: KeyObject; readonly serial: string }
  /** The keys that may sign, by the value of `Wechatpay-Serial`. */
  readonly keys: ReadonlyMap<string, PlatformKey>
}
