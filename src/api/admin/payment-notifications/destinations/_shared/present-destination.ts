import type { DeliveryDestination } from "../../../../../services/store/entities"

/** A destination as it is shown: without its sealed columns, and the config without its secrets. */
export type PresentedDestination = Omit<
  DeliveryDestination,
  "config" | "shown_config" | "secrets" | "deleted_at" | "probing_until" | "noticed_percent" | "given_up" | "given_up_noticed"
> & { readonly config: Record<string, unknown> }

/** A row, or the fields of it that were asked for. */
export function presentDestination<Row extends Partial<DeliveryDestination>>(row: Row): PresentedDestination {
  const {
    config: _sealed,
    secrets: _secrets,
    deleted_at: _deleted,
    probing_until: _probing,
    noticed_percent: _noticed,
    given_up: _givenUp,
    given_up_noticed: _givenUpNoticed,
    shown_config,
    ...shown
  } = row
  return { ...shown, ...(shown_config && { config: shown_config }) } as unknown as PresentedDestination
}
