/** What a channel delivers to: the kind of address that its provider expects in `to`. */
export const ADDRESS_KINDS = ["email", "phone", "push", "feed"] as const
export type AddressKind = (typeof ADDRESS_KINDS)[number]

/** The channels of Medusa that go by these names everywhere; a channel of the store's own is given its kind in the options. */
const WELL_KNOWN: Readonly<Record<string, AddressKind>> = { email: "email", sms: "phone", push: "push", feed: "feed" }

/** The kind of address that a channel delivers to; undefined for one that nobody has told. */
export const addressKind = (channel: string, own: Readonly<Record<string, AddressKind>>): AddressKind | undefined =>
  Object.hasOwn(own, channel) ? own[channel] : Object.hasOwn(WELL_KNOWN, channel) ? WELL_KNOWN[channel] : undefined

/** Every channel that customers may be told on: the store's own for them, and what these fail over to. */
export const customerChannels = ({
  channels,
  failover,
}: {
  readonly channels: { readonly customer: readonly string[] }
  readonly failover: Readonly<Record<string, readonly string[]>>
}): readonly string[] => [...new Set(channels.customer.flatMap((channel) => [channel, ...(failover[channel] ?? [])]))]
