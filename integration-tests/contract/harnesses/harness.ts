import type { MedusaWebhookReader } from "../../../src/services/providers/provider"
import type { ProviderId } from "../../../src/services/providers/registry"

/** The call that reaches the store. */
export interface Sent {
  readonly headers: Record<string, string>
  readonly body: Buffer
}

/** All that the suite for every adapter must know about one: how its provider signs, and how an account is configured. */
export interface Harness {
  readonly provider: ProviderId
  /** Any three different secrets in the sender's form. */
  readonly secrets: { readonly current: string; readonly previous: string; readonly stranger: string }
  /** The provider's options, as a store writes them, for an account that accepts these secrets. */
  options(secrets: readonly string[]): unknown
  /**
   * The provider's call for `content`, a fixture's JSON or any other bytes, signed as of `at`. Equal contents are redeliveries.
   */
  deliver(content: Buffer, secret: string, at: Date): Sent
  /**
   * Set where the body is built from the content (a form, an encrypted or a signed JSON) instead of being it. Content that is no
   * JSON object is then sent unchanged, with a signature as far as one is possible.
   */
  readonly builds?: true
  /**
   * The part of a body that the signature covers, where that is not all of it; two bodies that agree in it are one to the
   * provider.
   */
  signedPart?(body: Buffer): unknown
  /** Every header that authenticity rests on; empty where the signature is in the body. */
  readonly signatureHeaders: readonly string[]
  /** Seconds a signed time may be off; absent where the provider signs no time. */
  readonly toleranceSeconds?: number
  /** Set where the adapter stores the provider's payload whole, so that redaction has to mask the planted values in it. */
  readonly keepsPayload?: true
  /**
   * Fields outside of the provider's `requires` that inform a fact, each with the fields of the fact that it tells. All other
   * fields of the body tell nothing.
   */
  readonly tells?: Readonly<Record<string, readonly string[]>>
  /** Set for a variant whose bodies are read exactly as those of the provider's own harness. */
  readonly sameLeaves?: true
  /** Stands in for Medusa's payment providers, for the adapter that delegates to them. */
  reader?(secrets: readonly string[]): MedusaWebhookReader
  /** Stands in for the provider's API, for adapters that ask it. */
  readonly fetch?: typeof fetch
}

type Sign = (body: Buffer, secret: string, at: Date) => Record<string, string>

/** For providers whose signature is in the headers: the content is the body. */
export const inHeaders =
  (sign: Sign): Harness["deliver"] =>
  (content, secret, at) => ({ headers: sign(content, secret, at), body: content })
