/** What a channel delivers to: the kind of address that its provider expects in `to`. */
export const ADDRESS_KINDS = ["email", "phone", "push", "feed"] as const
export type AddressKind = (typeof ADDRESS_KINDS)[number]

/** The channels of Medusa that go by these names everywhere; a channel of the store's own is given its kind in the options. */
const WELL_KNOWN: Readonly<Record<string, AddressKind>> = { email: "email", sms: "phone", push: "push", feed: "feed" }

/** The kind of address that a channel delivers to; undefined for one that nobody has told. */
export const addressKind = (channel: string, own: Readonly<Record<string, AddressKind>>): AddressKind | undefined =>
  Object.hasOwn(own, channel) ? own[channel] : Object.hasOwn(WELL_KNOWN, channel) ? WELL_KNOWN[channel] : undefined

/** Which channels are used, and where a message goes whose channel has failed. */
export interface ChannelChoice {
  readonly channels: Readonly<Record<"customer" | "merchant", readonly string[]>>
  readonly failover: Readonly<Record<string, readonly string[]>>
  readonly addressKinds: Readonly<Record<string, AddressKind>>
}

/** Every channel that customers may be told on: the store's own for them, and what these fail over to. */
export const customerChannels = ({ channels, failover }: Pick<ChannelChoice, "channels" | "failover">): readonly string[] => [
  ...new Set(channels.customer.flatMap((channel) => [channel, ...(failover[channel] ?? [])])),
]

/** A channel and all others on which customers get messages at the same kind of address. */
export function channelsLike(channel: string, choice: ChannelChoice): readonly string[] {
  const kindOf = (name: string) => addressKind(name, choice.addressKinds)
  return [...new Set([channel, ...customerChannels(choice).filter((other) => kindOf(other) === kindOf(channel))])]
}

/** Channels that are named anywhere and whose kind of address nobody has told. */
export function unknownChannels({ channels, failover, addressKinds }: ChannelChoice): string[] {
  const named = [...channels.customer, ...channels.merchant, ...Object.entries(failover).flatMap(([from, to]) => [from, ...to])]
  return [...new Set(named)].filter((channel) => !addressKind(channel, addressKinds))
}
