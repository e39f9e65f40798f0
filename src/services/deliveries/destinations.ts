import type { ResolvedOptions } from "../options"
import type { ParsedDestination } from "../options/deliveries"
import type { DeliveryDestinationRepository, NewDestination } from "../store/delivery-destination-repository"
import type { DeliveryDestination } from "../store/entities"
import type { DestinationKind } from "./kind"
import type { Keyring } from "./secrets/keyring"
import { nextExpiry, validSecrets, type StoredSecret } from "./secrets/rotation"
import { shownConfig } from "./shown-config"

interface Cradle {
  readonly options: ResolvedOptions
  readonly destinationKinds: ReadonlyMap<string, DestinationKind>
  readonly keyring: Keyring
  readonly deliveryDestinations: DeliveryDestinationRepository
  readonly clock: () => Date
}

/** All that a connection is opened with. */
export interface OpenedDestination {
  readonly row: DeliveryDestination
  readonly kind: DestinationKind
  readonly config: unknown
  readonly secrets: readonly string[]
  /** When a secret expires and the connection is to be opened anew; undefined where none does. */
  readonly until: Date | undefined
}

/** The destinations, as the options and the admin API have made them. */
export class Destinations {
  readonly #cradle: Cradle
  #synced: Promise<void> | undefined

  constructor({ options, destinationKinds, keyring, deliveryDestinations, clock }: Cradle) {
    this.#cradle = { options, destinationKinds, keyring, deliveryDestinations, clock }
  }

  /** Brings those of the options into the table, once. Where that fails, the next call tries again. */
  sync(): Promise<void> {
    this.#synced ??= this.#sync().catch((error: unknown) => {
      this.#synced = undefined
      throw error
    })
    return this.#synced
  }

  /**
   * A destination with its config and the secrets that sign now; undefined for one that is deleted. Throws where its kind is unknown
   * or what is sealed cannot be opened.
   */
  async open(id: string): Promise<OpenedDestination | undefined> {
    const row = await this.#cradle.deliveryDestinations.find(id)
    if (!row) return undefined
    const kind = this.#cradle.destinationKinds.get(row.kind)
    if (!kind) throw new Error(`destination ${id} is of kind "${row.kind}", which this version of the store does not know`)
    return { row, kind, ...(row.origin === "options" ? this.#ofOptions(id) : this.#sealed(row)) }
  }

  #ofOptions(id: string): Pick<OpenedDestination, "config" | "secrets" | "until"> {
    const given = this.#cradle.options.deliveries.destinations.find((destination) => destination.id === id)
    if (!given) throw new Error(`destination ${id} is not in the options of this process`)
    return { config: given.config, secrets: given.secrets, until: undefined }
  }

  #sealed({ id, config, secrets }: DeliveryDestination): Pick<OpenedDestination, "config" | "secrets" | "until"> {
    const { keyring, clock } = this.#cradle
    const open = (field: "config" | "secrets", text: string): unknown =>
      JSON.parse(keyring.open(text, { destinationId: id, field }))
    const stored = secrets === null ? [] : (open("secrets", secrets) as StoredSecret[])
    return {
      config: config === null ? {} : open("config", config),
      secrets: validSecrets(stored, clock()).map(({ secret }) => secret),
      until: nextExpiry(stored, clock()),
    }
  }

  async #sync(): Promise<void> {
    const { options, destinationKinds, deliveryDestinations } = this.#cradle
    await deliveryDestinations.sync(options.deliveries.destinations.map((given) => rowOf(given, destinationKinds)))
  }
}

function rowOf(given: ParsedDestination, kinds: ReadonlyMap<string, DestinationKind>): NewDestination {
  const { id, kind, description = null, facts, accounts, payload, timeoutSeconds, config } = given
  return {
    ...{ id, kind, description, facts, accounts, payload, timeout_seconds: timeoutSeconds },
    // Config and secrets of the options stay there.
    ...{ config: null, secrets: null, shown_config: shownConfig(kinds.get(kind)!, config) },
  }
}
