import { addressKind, type AddressKind } from "./channels"

/** A person's addresses, by kind; several of one kind are several devices. */
export type Addresses = Readonly<Partial<Record<AddressKind, readonly string[]>>>

/** A contact point: a channel, and an address on it. */
export interface ContactPoint {
  readonly channel: string
  readonly recipient: string
}

/** Every contact point of a person on the given channels, in their order; a channel without an address has none. */
export const contactPointsFor = (
  addresses: Addresses,
  channels: readonly string[],
  kinds: Readonly<Record<string, AddressKind>>,
): readonly ContactPoint[] =>
  channels.flatMap((channel) => {
    const kind = addressKind(channel, kinds)
    return (kind ? (addresses[kind] ?? []) : []).map((recipient) => ({ channel, recipient }))
  })
