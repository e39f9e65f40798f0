import { randomBytes, sign } from "node:crypto"
import type { WechatpayOptions } from "./options"

/**
 * The header that identifies the merchant: its signature over method, path, time, a nonce and the body, each ended by a line end.
 * `path` is the part of the address that WeChat Pay sees, with its query.
 */
export function authorization(
  path: string,
  { mchid, merchant }: WechatpayOptions & Required<Pick<WechatpayOptions, "merchant">>,
  now: Date,
): string {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const nonce = randomBytes(16).toString("hex")
  const signed = ["GET", path, timestamp, nonce, "", ""].join("\n")
  const signature = sign("RSA-SHA256", Buffer.from(signed), merchant.privateKey).toString("base64")
  const fields = { mchid, nonce_str: nonce, signature, timestamp, serial_no: merchant.serial }
  const list = Object.entries(fields).map(([name, value]) => `${name}="${value}"`)
  return `WECHATPAY2-SHA256-RSA2048 ${list.join(",")}`
}
