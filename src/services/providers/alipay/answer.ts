import { verify, type KeyObject } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { ProviderUnavailableError } from "../../domain/errors"
import { decodeBase64 } from "../../signature/decode"

/** The result in every answer: `10000` is success, `sub_code` names the fault. */
const outcome = z.looseObject({ code: z.string(), sub_code: z.string().optional() })

export type Answer = z.output<typeof outcome>

/**
 * The signed part of an answer. Alipay signs the unchanged bytes of one member of a JSON object, and puts the signature beside
 * it: `{"<name>":{…},"sign":"…"}`. Only this part is read. Throws ProviderUnavailableError for an answer that cannot be trusted.
 */
export function readAnswer(body: Buffer, name: string, keys: readonly KeyObject[]): Answer {
  // One byte a character, so that positions in the text are positions in the bytes.
  const text = body.toString("latin1")
  const [head, member = ""] = /^\s*\{\s*"(\w+)"\s*:\s*(?=\{)/.exec(text) ?? []
  if (head === undefined) return unbelievable("is not what Alipay writes")
  const end = endOfObject(text, head.length)
  const [, encoded = ""] = /^\s*,(?:.*,)?\s*"sign"\s*:\s*"([A-Za-z0-9+/=\\]+)"/s.exec(text.slice(end)) ?? []
  const signature = decodeBase64(encoded.replaceAll("\\/", "/"))
  const signed = body.subarray(head.length, end)
  // To an app that it does not know, Alipay answers without a signature: its words are for the log, and nothing depends on them.
  if (!signature?.length) return unbelievable(`is not signed${resultText(signed)}`)
  if (!keys.some((key) => verify("RSA-SHA256", signed, key, signature))) {
    return unbelievable("has a wrong signature; check that the options hold Alipay's own key or certificate for this app")
  }
  if (member !== name) return unbelievable(`is an ${member}${resultText(signed)}`)
  return read(signed)
}

/** The end of the object that begins at `start`; braces inside of strings do not count. */
function endOfObject(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else if (character === "{") depth++
    else if (character === "}" && --depth === 0) return at + 1
  }
  return unbelievable("ends too early")
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1
  return at
}

function read(signed: Buffer): Answer {
  try {
    return outcome.parse(JSON.parse(signed.toString("utf8")))
  } catch {
    return unbelievable("does not say how the call went")
  }
}

/** Alipay's code for the fault, such as `isv.invalid-signature`; never its text, which may repeat the request. */
function resultText(signed: Buffer): string {
  const [, code] = /"sub_code"\s*:\s*"([\w.-]{1,80})"/.exec(signed.toString("latin1")) ?? []
  return code ? ` (${code})` : ""
}

function unbelievable(what: string): never {
  throw new ProviderUnavailableError(`Alipay's answer ${what}; it is asked again later`)
}
