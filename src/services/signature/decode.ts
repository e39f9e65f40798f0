const HEX = /^(?:[0-9a-f]{2})*$/

/**
 * Lower-case hex to exactly `bytes` bytes, or undefined. `Buffer.from(text, "hex")` alone stops at the first bad character and
 * returns the bytes before it.
 *
 * @example
 * ```ts
 * decodeHex("00ff", 2) // <Buffer 00 ff>
 * decodeHex("00fg", 2) // undefined
 * ```
 */
export const decodeHex = (text: string, bytes: number): Buffer | undefined =>
  text.length === bytes * 2 && HEX.test(text) ? Buffer.from(text, "hex") : undefined

/**
 * Canonical, padded base64 to bytes, or undefined. `Buffer.from(text, "base64")` alone skips other characters and ignores stray
 * bits before the padding. Encoded again, neither reappears.
 *
 * @example
 * ```ts
 * decodeBase64("aGVsbG8=") // <Buffer 68 65 6c 6c 6f>
 * decodeBase64("aGVsbG8") // undefined: padding is missing
 * ```
 */
export function decodeBase64(text: string): Buffer | undefined {
  const decoded = Buffer.from(text, "base64")
  return decoded.toString("base64") === text ? decoded : undefined
}
