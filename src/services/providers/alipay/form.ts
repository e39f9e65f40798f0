import { MalformedPayloadError } from "../../domain/errors"

/** A form's fields by name. Values stay bytes: bytes are signed, and only the form itself says in which charset they are text. */
export type Form = ReadonlyMap<string, Buffer>

/** Begins with a letter, which also keeps `__proto__` out, and holds neither "&" nor "=", which would make the signed text ambiguous. */
const NAME = /^[A-Za-z][\w.-]*$/

/**
 * Reads `application/x-www-form-urlencoded` bytes. Express's parser is unfit: it refuses GBK and turns a repeated name into a
 * list. Throws MalformedPayloadError for bytes that are no form, and for a repeated name: a choice between the signed value and
 * the other would be a guess.
 */
export function readForm(rawBody: Buffer): Form {
  const form = new Map<string, Buffer>()
  for (const pair of rawBody.toString("latin1").split("&")) {
    if (!pair) continue
    const equals = pair.indexOf("=")
    const name = equals > 0 ? percentDecode(pair.slice(0, equals)).toString("latin1") : ""
    if (!NAME.test(name)) throw new MalformedPayloadError("the body is not a form of name=value pairs")
    if (form.has(name)) throw new MalformedPayloadError(`the form holds ${name} twice`)
    form.set(name, percentDecode(pair.slice(equals + 1)))
  }
  return form
}

function percentDecode(text: string): Buffer {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) throw new MalformedPayloadError("the form holds a % that encodes nothing")
  const bytes = text.replaceAll("+", " ").replace(/%(..)/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, "latin1")
}
