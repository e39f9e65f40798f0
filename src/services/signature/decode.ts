const HEX = /^(?:[0-9a-f]{2})*$/
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/**
 * Lower-case hex to exactly `bytes` bytes, or undefined.
 * `Buffer.from(text, "hex")` alone stops at the first bad character and returns what came before it.
 */
export const decodeHex = (text: string, bytes: number): Buffer | undefined =>
  text.length === bytes * 2 && HEX.test(text) ? Buffer.from(text, "hex") : undefined

/**
 * Canonical, padded base64 to bytes, or undefined.
 * `Buffer.from(text, "base64")` alone skips what is no base64 and ignores stray bits before the padding.
 */
export function decodeBase64(text: string): Buffer | undefined {
  if (!BASE64.test(text)) return undefined
  const decoded = Buffer.from(text, "base64")
  return decoded.toString("base64") === text ? decoded : undefined
}
