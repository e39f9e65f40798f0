/** The kinds of address that channels deliver to, as their providers expect them in `to`. */
export const ADDRESS_KINDS = ["email", "phone", "push", "feed"] as const
export type AddressKind = (typeof ADDRESS_KINDS)[number]

/** The channels that have these names everywhere in Medusa; the options give the kind of a store's own channel. */
const WELL_KNOWN: Readonly<Record<string, AddressKind>> = { email: "email", sms: "phone", push: "push", feed: "feed" }

/** The kind of address that a channel delivers to; undefined if it is neither well known nor in the options. */
export const addressKind = (channel: string, own: Readonly<Record<string, AddressKind>>): AddressKind | undefined =>
  Object.hasOwn(own, channel) ? own[channel] : Object.hasOwn(WELL_KNOWN, channel) ? WELL_KNOWN[channel] : undefined

/** Every channel that has a kind of address: those with well-known names, and the store's own. */
export const knownChannels = ({ addressKinds }: Pick<ChannelChoice, "addressKinds">): readonly string[] => [
  ...new Set([...Object.keys(WELL_KNOWN), ...Object.keys(addressKinds)]),
]

/** The channels in use, and the failover of each. */
export interface ChannelChoice {
  readonly channels: Readonly<Record<"customer" | "merchant", readonly string[]>>
  readonly failover: Readonly<Record<string, readonly string[]>>
  readonly addressKinds: Readonly<Record<string, AddressKind>>
}

/** Every channel that customers may be notified on: those chosen for them, and the channels these fail over to. */
export const customerChannels = ({ channels, failover }: Pick<ChannelChoice, "channels" | "failover">): readonly string[] => [
  ...new Set(channels.customer.flatMap((channel) => [channel, ...(failover[channel] ?? [])])),
]

/** A channel and all others on which customers get messages at the same kind of address. */
export function channelsLike(channel: string, choice: ChannelChoice): readonly string[] {
  const kindOf = (name: string) => addressKind(name, choice.addressKinds)
  return [...new Set([channel, ...customerChannels(choice).filter((other) => kindOf(other) === kindOf(channel))])]
}

/** Channels that the options name without a kind of address. */
export function unknownChannels({ channels, failover, addressKinds }: ChannelChoice): string[] {
  const named = [...channels.customer, ...channels.merchant, ...Object.entries(failover).flatMap(([from, to]) => [from, ...to])]
  return [...new Set(named)].filter((channel) => !addressKind(channel, addressKinds))
}
