import type { DestinationKind } from "../deliveries/kind"
import { needsSecret } from "../deliveries/needs-secret"
import { kindsWith } from "../deliveries/registry"
import { InvalidOptionsError } from "../domain/errors"
import { requirePackage } from "../packages/require-package"
import type { ParsedDeliveries, ParsedDestination } from "./deliveries"
import { invalid } from "./invalid"

/** The option `deliveries`, with the kinds by their ids and each destination's config parsed by its kind. */
export type ResolvedDeliveries = Omit<ParsedDeliveries, "kinds"> & { readonly kinds: ReadonlyMap<string, DestinationKind> }

/** Throws InvalidOptionsError for what the schema alone cannot see: unknown kinds, configs, secrets and accounts. */
export function resolveDeliveries(given: ParsedDeliveries, accounts: readonly { readonly id: string }[]): ResolvedDeliveries {
  const kinds = kindsWith(given, given.kinds)
  const ids = new Set<string>()
  const destinations = given.destinations.map((entry, index): ParsedDestination => {
    const path = `deliveries.destinations[${index}]`
    if (ids.has(entry.id)) refuse(`${path}.id`, `"${entry.id}" is used twice; give each destination its own id`)
    ids.add(entry.id)
    const stranger = entry.accounts.find((account) => !account.startsWith("pp_") && !accounts.some(({ id }) => id === account))
    if (stranger) refuse(`${path}.accounts`, `"${stranger}" is no account; use one of ${accounts.map(({ id }) => id).join(", ")}`)
    const kind = kinds.get(entry.kind)
    if (!kind) return refuse(`${path}.kind`, `"${entry.kind}" is no known kind; use one of ${[...kinds.keys()].join(", ")}`)
    for (const name of kind.packages ?? []) {
      requirePackage(name, `medusa-payment-notifications: option ${path}.kind: "${kind.id}"`)
    }
    const config = kind.config.safeParse(entry.config ?? {})
    if (!config.success) throw invalid(config.error.issues, `${path}.config`)
    refuseSecrets(kind, config.data, entry, path)
    return { ...entry, config: config.data }
  })
  return { ...given, kinds, destinations }
}

function refuseSecrets(kind: DestinationKind, config: unknown, { secrets, payload }: ParsedDestination, path: string): void {
  if (!kind.signs && secrets.length) refuse(`${path}.secrets`, `must be left out: nothing is signed for kind "${kind.id}"`)
  const isSigned = needsSecret(kind, config)
  if (!isSigned && payload === "thin") {
    refuse(`${path}.payload`, `must be "full" where nothing is signed, here for kind "${kind.id}": nothing could be read back`)
  }
  if (isSigned && !secrets.length) refuse(`${path}.secrets`, "give at least one secret to sign with")
  secrets.forEach((secret, index) => {
    const why = kind.refuseSecret?.(secret, config)
    if (why) refuse(`${path}.secrets[${index}]`, why)
  })
}

function refuse(path: string, why: string): never {
  throw new InvalidOptionsError(`medusa-payment-notifications: option ${path}: ${why}`)
}
