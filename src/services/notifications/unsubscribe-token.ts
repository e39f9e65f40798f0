import { createHmac } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { anyMatches } from "../signature/compare"
import { TOPICS } from "./catalogue"

/** The topic and the channel that one click on an unsubscribe link switches off. */
const unsubscription = z.object({ c: z.string().min(1), t: z.enum(TOPICS), h: z.string().min(1) })

export interface Unsubscription {
  readonly customerId: string
  readonly topic: (typeof TOPICS)[number]
  readonly channel: string
}

const mac = (text: string, secret: string): Buffer =>
  createHmac("sha256", secret).update("payment-notifications unsubscribe\0").update(text).digest()

/**
 * A token that names its customer, signed with the first secret. It never expires: mails are kept for years, and it only switches
 * off.
 */
export function signUnsubscribe({ customerId: c, topic: t, channel: h }: Unsubscription, secrets: readonly string[]): string {
  const text = Buffer.from(JSON.stringify({ c, t, h })).toString("base64url")
  return `${text}.${mac(text, secrets[0] ?? "").toString("base64url")}`
}

/** Reads a token that any of the secrets signed; undefined for any other token. */
export function readUnsubscribe(token: string, secrets: readonly string[]): Unsubscription | undefined {
  const [text = "", signature = "", ...rest] = token.split(".")
  const expected = secrets.map((secret) => mac(text, secret))
  if (rest.length || !anyMatches([Buffer.from(signature, "base64url")], expected)) return undefined
  try {
    const { c, t, h } = unsubscription.parse(JSON.parse(Buffer.from(text, "base64url").toString()))
    return { customerId: c, topic: t, channel: h }
  } catch {
    return undefined
  }
}
