import { createDecipheriv, hkdfSync, type ECDH } from "node:crypto"

const SALT_BYTES = 16
const TAG_BYTES = 16
const POINT_BYTES = 65
/** The octet that ends the last record's text; zeros may follow. */
const LAST_RECORD = 2

/** The secrets that only the device holds. */
export interface DeviceKeys {
  readonly pair: ECDH
  readonly auth: Buffer
}

const derive = (key: Buffer, salt: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync("sha256", key, salt, info, length))
const label = (text: string, ...rest: Buffer[]) => Buffer.concat([Buffer.from(`${text}\0`), ...rest])

/**
 * The text of a push message, decrypted as a browser does (RFC 8291 over `aes128gcm` of RFC 8188): one record, with the sender's
 * key in the place of RFC 8188's key id. Throws when it was encrypted for another device or altered.
 */
export function decryptPush(message: Buffer, { pair, auth }: DeviceKeys): string {
  const salt = message.subarray(0, SALT_BYTES)
  const recordSize = message.readUInt32BE(SALT_BYTES)
  const keyStart = SALT_BYTES + 5
  if (message[keyStart - 1] !== POINT_BYTES) throw new RangeError("the sender's key is not a point of P-256")
  const sender = message.subarray(keyStart, keyStart + POINT_BYTES)
  const record = message.subarray(keyStart + POINT_BYTES)
  if (record.length > recordSize) throw new RangeError("a push message has one record only")

  const shared = pair.computeSecret(sender)
  const secret = derive(shared, auth, label("WebPush: info", pair.getPublicKey(), sender), 32)
  const key = derive(secret, salt, label("Content-Encoding: aes128gcm"), 16)
  const nonce = derive(secret, salt, label("Content-Encoding: nonce"), 12)

  const decipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(record.subarray(-TAG_BYTES))
  const plain = Buffer.concat([decipher.update(record.subarray(0, -TAG_BYTES)), decipher.final()])
  const end = plain.findLastIndex((octet) => octet !== 0)
  if (plain[end] !== LAST_RECORD) throw new RangeError("the record is not marked as the last one")
  return plain.subarray(0, end).toString("utf8")
}
