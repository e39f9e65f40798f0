import { MalformedPayloadError } from "../../domain/errors"

/** The charsets that Alipay offers, each with the decoder for it: GB 18030 contains GBK, which contains GB 2312. */
const DECODERS: ReadonlyMap<string, string> = new Map([
  ["utf-8", "utf-8"],
  ["utf8", "utf-8"],
  ["gbk", "gb18030"],
  ["gb2312", "gb18030"],
  ["gb18030", "gb18030"],
])

/**
 * Decodes bytes of the charset that the form names in its `charset` field; UTF-8 where it names none. The Content-Type is not
 * read: it is not signed. Undefined for an empty value and for bytes that are no text in the charset. Throws
 * MalformedPayloadError for another charset.
 */
export function textIn(charset: string | undefined): (bytes: Buffer | undefined) => string | undefined {
  const label = DECODERS.get((charset ?? "utf-8").toLowerCase())
  if (!label) throw new MalformedPayloadError(`the form's charset is not one of ${[...DECODERS.keys()].join(", ")}`)
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true })
  return (bytes) => {
    if (!bytes?.length) return undefined
    try {
      return decoder.decode(bytes)
    } catch {
      return undefined
    }
  }
}
