import { z } from "@medusajs/framework/zod"
import type { DestinationContext, OutgoingMessage } from "../../kind"
import type { MadeSecret } from "../../secrets/make-secret"
import type { Dialect, SignableMessage } from "./dialects/dialect"
import { hmac, hmacConfig } from "./dialects/hmac"
import { standardWebhooks } from "./dialects/standard-webhooks"

/** Names of headers that a broker's message has already. */
const TAKEN = /^(?:authorization|content-type|x-deduplication-header|(?:ce|nats|webhook)-.*)$/

/** How messages to a broker are signed: as the calls of the kind `http` are, in headers of the same names. */
const sign = z
  .discriminatedUnion("dialect", [z.strictObject({ dialect: z.literal("standard-webhooks") }), z.strictObject(hmacConfig)])
  .superRefine((given, issues) => {
    if (given.dialect !== "hmac" || !TAKEN.test(given.timestampHeader)) return
    issues.addIssue({ code: "custom", path: ["timestampHeader"], message: "is a header that the plugin sets itself" })
  })

/** The part of a broker's config that says who verifies its messages. Without it they are not signed. */
export const signOption = { sign: sign.optional() }

interface Signing {
  readonly sign?: z.output<typeof sign> | undefined
}

type SignOptions = NonNullable<Signing["sign"]>

const dialectOf = ({ dialect }: SignOptions): Dialect<SignOptions, SignableMessage> =>
  (dialect === "hmac" ? hmac : standardWebhooks) as Dialect<SignOptions, SignableMessage>

/** The members of a broker's kind that deal with secrets: it has one where its config signs, and none otherwise. */
export const signing = <Config extends Signing>() => ({
  signs: true,
  refuseSecret: (secret: string, { sign }: Config): string | undefined =>
    sign ? dialectOf(sign).refuseSecret(secret) : "signs nothing: config.sign is left out",
  makeSecret: ({ sign }: Config): MadeSecret | undefined => sign && dialectOf(sign).makeSecret(),
})

/** The headers that sign a message as of this attempt; none where the config signs nothing. */
export type SignMessage = (message: OutgoingMessage) => Readonly<Record<string, string>>

type SignContext = Pick<DestinationContext<Signing>, "config" | "secrets" | "now">

export function signerOf({ config: { sign }, secrets, now }: SignContext): SignMessage {
  if (!sign) return () => ({})
  const signed = dialectOf(sign).open(sign, secrets)
  return (message) => signed({ message, at: now() })
}
