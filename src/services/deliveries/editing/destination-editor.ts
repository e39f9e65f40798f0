import type { ResolvedOptions } from "../../options"
import { DESTINATION_TIMEOUT } from "../../options/deliveries"
import type {
  DeliveryDestinationRepository,
  DestinationChanges,
  NewDestination,
} from "../../store/delivery-destination-repository"
import type { DeliveryDestination } from "../../store/entities"
import { rowId } from "../../store/row-id"
import type { DestinationKind } from "../kind"
import { shownConfig } from "../shown-config"
import type { Keyring } from "../secrets/keyring"
import { makeSecret, type MadeSecret } from "../secrets/make-secret"
import { rotate, storedSecret, validSecrets, type StoredSecret } from "../secrets/rotation"
import { SealedTextError } from "../secrets/sealed-text-error"
import type { DestinationChange, DestinationInput } from "./destination-input"
import { DestinationStateError, InvalidDestinationError, NoEncryptionKeyError, UnknownDestinationError } from "./errors"
import { readConfig, readKind, refuseAccounts, refuseFacts, refuseOtherSigning, refuseSecret, refuseThin } from "./read-input"

interface Cradle {
  readonly options: ResolvedOptions
  readonly destinationKinds: ReadonlyMap<string, DestinationKind>
  readonly keyring: Keyring
  readonly deliveryDestinations: DeliveryDestinationRepository
  readonly clock: () => Date
}

/** A destination that was made, or has a new secret, which is shown this once. Kinds that sign nothing have none. */
export interface MadeDestination {
  readonly destination: DeliveryDestination
  readonly secret: MadeSecret | null
}

/** A secret that signs, without itself. */
export type SecretTimes = Omit<StoredSecret, "secret">

/**
 * Makes and changes the destinations of the admin API. Whatever comes in is checked before anything is written; config and secrets are
 * stored sealed. Throws InvalidDestinationError, NoEncryptionKeyError, UnknownDestinationError or DestinationStateError.
 */
export class DestinationEditor {
  readonly #cradle: Cradle

  constructor({ options, destinationKinds, keyring, deliveryDestinations, clock }: Cradle) {
    this.#cradle = { options, destinationKinds, keyring, deliveryDestinations, clock }
  }

  async create(input: DestinationInput): Promise<MadeDestination> {
    const { options, destinationKinds, deliveryDestinations, clock } = this.#cradle
    const { facts, accounts = [], payload = "full", timeout_seconds = DESTINATION_TIMEOUT.default } = input
    const kind = readKind(input.kind, destinationKinds)
    const config = readConfig(kind, input.config)
    refuseFacts(facts)
    refuseAccounts(accounts, options)
    refuseThin(payload, kind, config)
    if (input.secret !== undefined) refuseSecret(kind, input.secret, config)
    this.#requireKey()
    const made = input.secret !== undefined ? { secret: input.secret } : this.#make(kind, config)
    const id = rowId("dest")
    const destination: NewDestination = {
      ...{ id, kind: kind.id, description: input.description ?? null, facts: [...facts], accounts: [...accounts], payload },
      ...{ config: this.#seal(id, "config", config), shown_config: shownConfig(kind, config), timeout_seconds },
      secrets: this.#seal(id, "secrets", made ? [storedSecret(made.secret, clock())] : []),
    }
    return { destination: await deliveryDestinations.create(destination), secret: made }
  }

  /** Changes a destination; answers it as it was and as it is. */
  async update(
    id: string,
    change: DestinationChange,
  ): Promise<{ readonly before: DeliveryDestination; readonly after: DeliveryDestination }> {
    const { options, destinationKinds } = this.#cradle
    const before = await this.#own(id)
    const kind = readKind(before.kind, destinationKinds)
    if (change.facts) refuseFacts(change.facts)
    if (change.accounts) refuseAccounts(change.accounts, options)
    const { config, facts, accounts, ...rest } = change
    const changes: DestinationChanges = {
      ...rest,
      ...(facts && { facts: [...facts] }),
      ...(accounts && { accounts: [...accounts] }),
    }
    if (change.payload === "thin") {
      refuseThin(change.payload, kind, config === undefined ? this.#config(kind, before) : readConfig(kind, config))
    }
    if (config !== undefined) {
      this.#requireKey()
      const parsed = readConfig(kind, config)
      const valid = this.#valid(before)
      refuseOtherSigning(kind, parsed, valid.length > 0)
      for (const { secret } of valid)
        refuseSecret(kind, secret, parsed, "config does not go with the destination's secret, which")
      Object.assign(changes, { config: this.#seal(id, "config", parsed), shown_config: shownConfig(kind, parsed) })
    }
    return { before, after: await this.#write(id, changes) }
  }

  /** Undoes a change. */
  async restore(before: DeliveryDestination): Promise<void> {
    const { description, facts, accounts, payload, config, shown_config, secrets, timeout_seconds } = before
    await this.#write(before.id, { description, facts, accounts, payload, config, shown_config, secrets, timeout_seconds })
  }

  /** Marks it as deleted; its history stays. */
  async remove(id: string): Promise<void> {
    await this.#own(id)
    await this.#cradle.deliveryDestinations.markDeleted(id)
  }

  /**
   * Gives the destination a new secret. The former ones go on signing beside it for `overlapSeconds`, so that its receiver can change
   * over without refusing a call.
   */
  async rotate(id: string, { overlapSeconds, secret }: { overlapSeconds: number; secret?: string }): Promise<MadeDestination> {
    const { destinationKinds, clock } = this.#cradle
    const before = await this.#own(id)
    const kind = readKind(before.kind, destinationKinds)
    if (!kind.signs) throw new DestinationStateError(`kind ${kind.id} signs nothing: there is no secret to rotate`)
    this.#requireKey()
    const config = this.#config(kind, before)
    if (secret !== undefined) refuseSecret(kind, secret, config)
    const made = secret !== undefined ? { secret } : this.#make(kind, config)
    if (!made) throw new InvalidDestinationError("secret must be given")
    const secrets = rotate(this.#stored(before), made.secret, { overlapSeconds, now: clock() })
    const destination = await this.#write(id, { secrets: this.#seal(id, "secrets", secrets) }, before.version)
    return { destination, secret: made }
  }

  /** The secrets that sign for a destination now; null for one of the options, and where the key that opens them is gone. */
  secretTimes(destination: DeliveryDestination): SecretTimes[] | null {
    if (destination.origin === "options") return null
    try {
      return this.#valid(destination).map(({ secret: _secret, ...times }) => times)
    } catch (error) {
      if (error instanceof SealedTextError) return null
      throw error
    }
  }

  #make(kind: DestinationKind, config: unknown): MadeSecret | null {
    if (!kind.signs) return null
    return kind.makeSecret ? (kind.makeSecret(config) ?? null) : makeSecret("hmac-sha256")
  }

  #requireKey(): void {
    if (this.#cradle.keyring.isEmpty) throw new NoEncryptionKeyError()
  }

  #seal(destinationId: string, field: "config" | "secrets", value: unknown): string {
    return this.#cradle.keyring.seal(JSON.stringify(value), { destinationId, field })
  }

  #config(kind: DestinationKind, { id, config }: DeliveryDestination): unknown {
    return readConfig(kind, JSON.parse(this.#cradle.keyring.open(config ?? "", { destinationId: id, field: "config" })))
  }

  #stored({ id, secrets }: DeliveryDestination): StoredSecret[] {
    return secrets ? JSON.parse(this.#cradle.keyring.open(secrets, { destinationId: id, field: "secrets" })) : []
  }

  #valid(destination: DeliveryDestination): readonly StoredSecret[] {
    return validSecrets(this.#stored(destination), this.#cradle.clock())
  }

  /** A destination that the admin API has made. */
  async #own(id: string): Promise<DeliveryDestination> {
    const destination = await this.#cradle.deliveryDestinations.find(id)
    if (!destination) throw new UnknownDestinationError(id)
    if (destination.origin === "options") {
      throw new DestinationStateError(`${id} is a destination of medusa-config (option deliveries.destinations): change it there`)
    }
    return destination
  }

  async #write(id: string, changes: DestinationChanges, version?: number): Promise<DeliveryDestination> {
    const written = await this.#cradle.deliveryDestinations.update(id, changes, version)
    if (written) return written
    await this.#own(id)
    throw new DestinationStateError(`${id} was changed by somebody else meanwhile: look at it and try again`)
  }
}
