import { z } from "@medusajs/framework/zod"
import { signingKeys } from "./signing-keys"

const PATH = "/.well-known/ucp"

/** The specification wants this path and no redirect; the text goes into a header within quotes. */
function isProfile(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, origin } = new URL(text)
  return protocol === "https:" && text === `${origin}${PATH}`
}

/** The option `deliveries.ucp`: the shop as UCP's platforms know it. */
export const ucpShop = z.strictObject({
  /** The shop's profile, `https://<shop>/.well-known/ucp`, which leads to this server. */
  profile: z
    .string("must be text; is the environment variable set?")
    .refine(isProfile, `must be https://<shop>${PATH}, with nothing before or behind it`),
  /** Private keys for ES256, as PEM or JWK. The first signs, all are published. */
  signingKeys,
  /** A profile of the store's own, with its services and payment handlers, which the keys are added to. */
  base: z.record(z.string(), z.unknown()).default({}),
})

export type UcpShop = z.output<typeof ucpShop>
