import type { DeliveryDestinationRepository } from "../../store/delivery-destination-repository"
import type { Keyring, SealedPlace } from "../secrets/keyring"
import { SealedTextError } from "../secrets/sealed-text-error"

interface Parts {
  readonly keyring: Keyring
  readonly deliveryDestinations: DeliveryDestinationRepository
}

/**
 * Seals anew what was sealed with an older key than the first of the options, so that the older one can be taken out of them; answers
 * how many destinations. One that no key opens stays as it is: its key may come back.
 */
export async function reseal({ keyring, deliveryDestinations }: Parts): Promise<number> {
  if (keyring.isEmpty) return 0
  let resealed = 0
  for (const { id, origin, version, config, secrets } of await deliveryDestinations.list()) {
    if (origin !== "api") continue
    const anew = (field: SealedPlace["field"], sealed: string | null) =>
      sealed === null || keyring.isCurrent(sealed)
        ? {}
        : { [field]: keyring.seal(keyring.open(sealed, { destinationId: id, field }), { destinationId: id, field }) }
    try {
      const changes = { ...anew("config", config), ...anew("secrets", secrets) }
      // Somebody who changes it meanwhile seals it with the first key, too.
      if (Object.keys(changes).length && (await deliveryDestinations.update(id, changes, version))) resealed++
    } catch (error) {
      if (!(error instanceof SealedTextError)) throw error
    }
  }
  return resealed
}
