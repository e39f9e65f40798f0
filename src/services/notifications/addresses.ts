import { addressKind, type AddressKind } from "./channels"

/** Where somebody can be reached, by kind of address; several of one kind are several devices. */
export type Addresses = Readonly<Partial<Record<AddressKind, readonly string[]>>>

/** One message's way: a channel, and the address on it. */
export interface ContactPoint {
  readonly channel: string
  readonly recipient: string
}

/** Every way to somebody on the channels given, in their order; a channel that they have no address for is none. */
export const contactPointsFor = (
  addresses: Addresses,
  channels: readonly string[],
  kinds: Readonly<Record<string, AddressKind>>,
): readonly ContactPoint[] =>
  channels.flatMap((channel) => {
    const kind = addressKind(channel, kinds)
    return (kind ? (addresses[kind] ?? []) : []).map((recipient) => ({ channel, recipient }))
  })
