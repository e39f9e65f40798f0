import { wechatpayBody, wechatpayHeaders, wechatpayPublicKey, type WechatpayContent } from "../../../src/testing/dialects"
import { wechatpayTestKeys } from "../../../src/testing/keys/wechatpay"
import type { Harness } from "./harness"

const API_V3_KEY = "contract-suite-wechatpay-v3-key!"
const { first, second, third } = wechatpayTestKeys

/** A secret here is the serial that names a key, a certificate's or a public key's. */
const keyOf = (serial: string) => {
  const key = [first, second, third].find((key) => key.serial === serial || key.publicKeyId === serial)
  if (!key) throw new Error(`no test key has the serial ${serial}`)
  return key
}

/** The content is the event with its resource in the clear; it is encrypted into the body. */
function bodyOf(content: Buffer): Buffer {
  let value: unknown
  try {
    value = JSON.parse(content.toString())
  } catch {
    return content
  }
  const isEvent = typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, "resource")
  return isEvent ? wechatpayBody(value as WechatpayContent, { apiV3Key: API_V3_KEY }) : content
}

/** A merchant with platform certificates, in the middle of the switch to public keys: events are signed with either. */
export const wechatpay: Harness = {
  provider: "wechatpay",
  secrets: { current: first.serial, previous: second.publicKeyId, stranger: third.serial },
  options: (serials) => {
    const isId = (serial: string) => serial.startsWith("PUB_KEY_ID_")
    return {
      mchid: "1900000109",
      appids: ["wxd678efh567hg6787"],
      apiV3Keys: [API_V3_KEY],
      platformCertificates: serials.filter((serial) => !isId(serial)).map((serial) => keyOf(serial).certificate),
      publicKeys: serials.filter(isId).map((id) => ({ id, pem: wechatpayPublicKey(keyOf(id).privateKey) })),
    }
  },
  deliver(content, serial, at) {
    const body = bodyOf(content)
    return { headers: wechatpayHeaders(body, { privateKey: keyOf(serial).privateKey, serial }, at), body }
  },
  builds: true,
  signatureHeaders: ["wechatpay-timestamp", "wechatpay-nonce", "wechatpay-signature", "wechatpay-serial"],
  toleranceSeconds: 300,
  keepsPayload: true,
}

/** A merchant that signs up with public keys and still lists the certificate of before. */
export const wechatpayWithPublicKeys: Harness = {
  ...wechatpay,
  secrets: { current: first.publicKeyId, previous: second.serial, stranger: third.publicKeyId },
}
