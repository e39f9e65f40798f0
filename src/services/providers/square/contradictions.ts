import type { SquareOptions } from "./options"

interface Reported {
  readonly merchantId?: string | undefined
  readonly locationId?: string | undefined
}

/** The event's contradictions to the account's options, as sentences for a person. */
export function contradictionsOf({ merchantId, locationId }: Reported, options: SquareOptions): string[] {
  const found: string[] = []
  if (options.merchantId && merchantId !== options.merchantId) {
    found.push(`the account is Square's merchant ${options.merchantId}, the event is about ${merchantId ?? "no merchant"}`)
  }
  if (options.locationIds && !options.locationIds.includes(locationId ?? "")) {
    found.push(
      `the account takes payments at ${options.locationIds.join(", ")}, the event is about ${locationId ?? "no location"}`,
    )
  }
  return found
}
