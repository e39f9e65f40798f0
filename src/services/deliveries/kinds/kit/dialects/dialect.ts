import type { OutgoingMessage } from "../../../kind"
import type { MadeSecret } from "../../../secrets/make-secret"

/** The signed parts of an attempt at a message. */
export interface SignableMessage {
  readonly message: OutgoingMessage
  readonly at: Date
}

/** The signed parts of a call: the URL as it is called as well. */
export interface Signable extends SignableMessage {
  readonly url: URL
}

/** The headers of one attempt, its signature among them. */
export type Sign<Parts = Signable> = (parts: Parts) => Record<string, string>

/** A way to sign a call, or with `SignableMessage` any message. */
export interface Dialect<Config, Parts = Signable> {
  /** Says why a text is no secret for this dialect; undefined where it is one. The text itself is never repeated. */
  refuseSecret(secret: string): string | undefined
  /** Undefined where messages are not signed with a secret of the destination. */
  makeSecret(): MadeSecret | undefined
  /** `secrets`: those that are valid now, newest first. Read once; every attempt signs with the returned function. */
  open(config: Config, secrets: readonly string[]): Sign<Parts>
}

/** Unix seconds as text. */
export const unixSeconds = (at: Date): string => String(Math.floor(at.getTime() / 1_000))

/**
 * The secret for a dialect with room for one signature: the oldest one that is valid. A receiver adds the new secret beside the
 * old one while the overlap lasts, and nothing fails; signed with the newest, every call until then would be refused.
 */
export function oldest(secrets: readonly string[]): string {
  const secret = secrets.at(-1)
  if (secret === undefined) throw new TypeError("a destination that signs has no valid secret")
  return secret
}
