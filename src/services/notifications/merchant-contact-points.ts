import { contactPointsFor, type Addresses, type ContactPoint } from "./addresses"
import type { ChannelChoice } from "./channels"
import { plannedChannels } from "./planned-channels"

interface MerchantOptions extends ChannelChoice {
  readonly merchantRecipients: readonly string[]
}

/** The one reader of the admin's own feed. */
const FEED = "admin"

/** The merchant's addresses. */
export const merchantAddresses = ({ merchantRecipients }: Pick<MerchantOptions, "merchantRecipients">): Addresses => ({
  email: merchantRecipients.filter((recipient) => recipient.includes("@")),
  phone: merchantRecipients.filter((recipient) => !recipient.includes("@")),
  feed: [FEED],
})

/** Every contact point of the merchant, on channels that have a provider. */
export function merchantContactPoints(options: MerchantOptions, withoutProvider: readonly string[]): readonly ContactPoint[] {
  const addresses = merchantAddresses(options)
  const channels = plannedChannels(addresses, options.channels.merchant, { ...options, withoutProvider })
  return contactPointsFor(addresses, channels, options.addressKinds)
}
