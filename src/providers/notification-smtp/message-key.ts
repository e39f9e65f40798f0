import { createHash } from "node:crypto"
import { domainOf } from "./mailbox"

/** RFC 5321: no server need take a longer local part. */
const MAX_LOCAL_PART = 64
/** Leaves room for the domain in a header line, which may not be folded inside a Message-ID. */
const MAX_ID = 200

/**
 * A notification's key as text that is safe in a Message-ID and in a local part. Letters, digits, "_" and "-" stay as they are,
 * every other byte becomes `=` and two hex digits.
 */
export const encodeKey = (key: string): string =>
  key.replace(/[^A-Za-z0-9_-]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  )

/** The key that `encodeKey` was given. Undefined for text that it cannot have written. */
export function decodeKey(text: string): string | undefined {
  if (!/^(?:[A-Za-z0-9_-]|=[0-9A-Fa-f]{2})+$/.test(text)) return undefined
  return Buffer.from(
    text.replace(/=(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  ).toString("utf8")
}

/** The same for every send of the same notification, so that the receiving side can recognize a repeated one. A very long key is hashed. */
export function messageIdOf(key: string, from: string): string {
  const encoded = encodeKey(key)
  const left = encoded.length <= MAX_ID ? encoded : createHash("sha256").update(key).digest("hex")
  return `<${left}@${domainOf(from)}>`
}

/** The key in a Message-ID that `messageIdOf` wrote. */
export const keyOfMessageId = (messageId: string): string | undefined => {
  const [, left] = /<([^<>@\s]+)@[^<>@\s]+>/.exec(messageId) ?? []
  return left === undefined ? undefined : decodeKey(left)
}

/**
 * The address that a bounce of this very notification comes back to: `bounces@…` becomes `bounces+<key>@…` (VERP). It is the
 * plain address when the key does not fit: the Message-ID that the bounce quotes then identifies the notification.
 */
export function bounceAddressOf(address: string, key: string): string {
  const at = address.lastIndexOf("@")
  const local = `${address.slice(0, at)}+${encodeKey(key)}`
  return local.length <= MAX_LOCAL_PART ? `${local}${address.slice(at)}` : address
}

/** The key in an address that `bounceAddressOf` wrote. */
export const keyOfBounceAddress = (address: string): string | undefined => {
  const [, key] = /\+([^+@\s]+)@[^@\s]+$/.exec(address) ?? []
  return key === undefined ? undefined : decodeKey(key)
}
