import type { MedusaWebhookReader } from "../../../src/services/providers/provider"
import type { ProviderId } from "../../../src/services/providers/registry"

/** All that the shared suite must know about a room: how its provider signs, and how an account is configured. */
export interface Harness {
  readonly provider: ProviderId
  /** Any three different secrets in the sender's form. */
  readonly secrets: { readonly current: string; readonly previous: string; readonly stranger: string }
  /** The room's options, as a store writes them, for an account that accepts these secrets. */
  options(secrets: readonly string[]): unknown
  /** The headers the provider sends with `body`, signed as of `at`. Equal bodies are redeliveries. */
  sign(body: Buffer, secret: string, at: Date): Record<string, string>
  /** Every header that authenticity rests on. */
  readonly signatureHeaders: readonly string[]
  /** Seconds a signed time may be off; absent where the provider signs no time. */
  readonly toleranceSeconds?: number
  /** Stands in for Medusa's payment providers, for the room that delegates to them. */
  reader?(secrets: readonly string[]): MedusaWebhookReader
}
