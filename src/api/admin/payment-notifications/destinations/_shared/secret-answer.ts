import type { MadeDestination } from "../../../../../services/deliveries/editing/destination-editor"
import { readToken } from "../../../../../services/deliveries/secrets/read-token"
import { presentDestination, type PresentedDestination } from "./present-destination"

/** A destination with its new secret, which no later answer shows. Fields that its kind does not have are absent. */
export interface SecretAnswer {
  readonly destination: PresentedDestination
  readonly secret?: string
  /** For receivers that verify with it, and can sign nothing. */
  readonly public_key?: string
  /** The bearer token that thin payloads are read back with. */
  readonly read_token?: string
}

export function secretAnswer({ destination, secret }: MadeDestination): SecretAnswer {
  const shown = presentDestination(destination)
  if (!secret) return { destination: shown }
  return {
    destination: shown,
    secret: secret.secret,
    ...(secret.publicKey && { public_key: secret.publicKey }),
    ...(destination.payload === "thin" && { read_token: readToken(secret.secret, destination.id) }),
  }
}
