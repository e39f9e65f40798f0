import { z } from "@medusajs/framework/zod"
import { listOfSecrets, roomOptions } from "../room-options"
import { certificateKey, publicKey } from "./keys"

const digits = (what: string) =>
  z.string(`must be ${what} as text; is the environment variable set?`).regex(/^\d{1,32}$/, `must be ${what}, digits only`)

const options = roomOptions({
  /** The app's id at the Alipay open platform. A notice for another app is held for a person. */
  appId: digits("the app's id"),
  /** Alipay user ids (2088…) that may be paid. When given, a notice that names another seller, or none, is held for a person. */
  sellerIds: z
    .array(digits("a seller's id (2088…)"), "give a list of seller ids (2088…)")
    .min(1, "give a list of seller ids (2088…), or leave it out")
    .optional(),
  /** Alipay's public keys for the app, as the open platform shows them (one line of base64) or as PEM. */
  alipayPublicKeys: listOfSecrets(publicKey).optional(),
  /** In certificate mode: the contents of alipayCertPublicKey_RSA2.crt (PEM). */
  alipayCertificates: listOfSecrets(certificateKey).optional(),
})

/** The two ways to pin Alipay's key end in one list: whichever is configured, only these keys may sign. */
export const alipayOptions = options
  .refine(({ alipayPublicKeys, alipayCertificates }) => alipayPublicKeys ?? alipayCertificates, {
    error: "give alipayPublicKeys, or in certificate mode alipayCertificates",
  })
  .transform(({ alipayPublicKeys = [], alipayCertificates = [], ...others }) => ({
    ...others,
    keys: [...alipayPublicKeys, ...alipayCertificates],
  }))

export type AlipayOptions = z.output<typeof alipayOptions>
