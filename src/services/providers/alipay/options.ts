import { z } from "@medusajs/framework/zod"
import { apiUrl } from "../kit/api-url"
import { listOfSecrets, providerOptions } from "../kit/provider-options"
import { certificateKey, privateKey, publicKey } from "./keys"

const digits = (what: string) =>
  z.string(`must be ${what} as text; is the environment variable set?`).regex(/^\d{1,32}$/, `must be ${what}, digits only`)

/** MD5 of a certificate's issuer and number, as Alipay's tools show it; a root file's are joined by "_". */
const certificateSn = z
  .string()
  .regex(/^[0-9a-f]{32}(?:_[0-9a-f]{32})*$/, "must be a certificate's SN as Alipay's tools show it, in hex")

const options = providerOptions({
  /** The app's id at the Alipay open platform. A notice for another app is quarantined. */
  appId: digits("the app's id"),
  /** Alipay user ids (2088…) that may be paid. When given, a notice that names another seller, or none, is quarantined. */
  sellerIds: z
    .array(digits("a seller's id (2088…)"), "give a list of seller ids (2088…)")
    .min(1, "give a list of seller ids (2088…), or leave it out")
    .optional(),
  /** Alipay's public keys for the app, as the open platform shows them (one line of base64) or as PEM. */
  alipayPublicKeys: listOfSecrets(publicKey).optional(),
  /** In certificate mode: the contents of alipayCertPublicKey_RSA2.crt (PEM). */
  alipayCertificates: listOfSecrets(certificateKey).optional(),
  /** The app's private key (应用私钥). With it, Alipay is asked for a payment's state; without, never. */
  privateKey: privateKey.optional(),
  /** Address of Alipay's gateway, if it is not https://openapi.alipay.com/gateway.do. */
  gatewayUrl: apiUrl.optional(),
  /** In certificate mode, with `privateKey`: the serial numbers by which Alipay knows the app's certificate and its own root. */
  appCertSn: certificateSn.optional(),
  alipayRootCertSn: certificateSn.optional(),
})

/** The two ways to pin Alipay's key end in one list: whichever is configured, only these keys may sign. */
export const alipayOptions = options
  .refine(({ alipayPublicKeys, alipayCertificates }) => alipayPublicKeys ?? alipayCertificates, {
    error: "give alipayPublicKeys, or in certificate mode alipayCertificates",
  })
  .refine(({ appCertSn, alipayRootCertSn }) => (appCertSn === undefined) === (alipayRootCertSn === undefined), {
    error: "give appCertSn and alipayRootCertSn together, or neither",
  })
  .transform(({ alipayPublicKeys = [], alipayCertificates = [], ...others }) => ({
    ...others,
    keys: [...alipayPublicKeys, ...alipayCertificates],
  }))

export type AlipayOptions = z.output<typeof alipayOptions>
