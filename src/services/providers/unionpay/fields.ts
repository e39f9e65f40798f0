import { MalformedPayloadError } from "../../domain/errors"

/**
 * A message's parameters by name, as bytes. UnionPay signs the bytes, in whichever `encoding` it declares, so no text is made of
 * them before the signature holds. CR LF inside the certificate stay unchanged.
 */
export type Fields = ReadonlyMap<string, Buffer>

const AMPERSAND = 0x26
const EQUALS = 0x3d

const malformed = (what: string): MalformedPayloadError => new MalformedPayloadError(`the message is no list of k=v: ${what}`)

/** The meaning of a "+" that nobody encoded: a space, as forms have it, or itself, where a sender left it as it was. */
export type Plus = "space" | "plus"

/** Fields in which a "+" is never a space: base64 knows none. */
const BASE64: ReadonlySet<string> = new Set(["signature", "signPubKeyCert"])

/**
 * Reads a notification, an HTML form. A "+" of the signature and of the certificate is one, encoded or not; of the other fields
 * `plus` decides. Throws MalformedPayloadError, also for a repeated name.
 */
export const readForm = (body: Buffer, plus: Plus = "space"): Fields =>
  collect(split(body), (bytes, name) => percentDecode(bytes, name !== undefined && BASE64.has(name) ? "plus" : plus))

/**
 * Reads the answer to a query: `k=v&k=v` again, but with nothing percent-encoded, and an `&` inside `{…}` or `[…]` belongs to the
 * value. Throws MalformedPayloadError.
 */
export const readAnswer = (body: Buffer): Fields => collect(split(body, BRACKETS), (bytes) => bytes)

/** Opening bracket to closing bracket: { } and [ ]. */
const BRACKETS: ReadonlyMap<number, number> = new Map([
  [0x7b, 0x7d],
  [0x5b, 0x5d],
])

function split(body: Buffer, brackets: ReadonlyMap<number, number> = new Map()): Buffer[] {
  const parts: Buffer[] = []
  let start = 0
  let closing: number | undefined
  for (const [index, byte] of body.entries()) {
    if (closing !== undefined) {
      if (byte === closing) closing = undefined
    } else if (byte === AMPERSAND) {
      parts.push(body.subarray(start, index))
      start = index + 1
    } else {
      closing = brackets.get(byte)
    }
  }
  if (closing !== undefined) throw malformed("a bracket is never closed")
  return [...parts, body.subarray(start)]
}

function collect(parts: readonly Buffer[], decode: (bytes: Buffer, name?: string) => Buffer): Fields {
  const fields = new Map<string, Buffer>()
  for (const part of parts) {
    const at = part.indexOf(EQUALS)
    if (at < 1) throw malformed("a part has no name, or no =")
    const name = decode(part.subarray(0, at)).toString("latin1")
    // The choice of the signed value would be a guess, and two readers may guess differently.
    if (fields.has(name)) throw malformed("a name stands there twice")
    fields.set(name, decode(part.subarray(at + 1), name))
  }
  return fields
}

/** The lines around a certificate, where a "+" is the form's space. */
const LABEL = /(BEGIN|END)\+CERTIFICATE/g

function percentDecode(bytes: Buffer, plus: Plus): Buffer {
  const encoded = bytes.toString("latin1")
  const text = plus === "space" ? encoded.replaceAll("+", " ") : encoded.replace(LABEL, "$1 CERTIFICATE")
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) throw malformed("a % is not followed by two hex digits")
  return Buffer.from(
    text.replace(/%(..)/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  )
}
