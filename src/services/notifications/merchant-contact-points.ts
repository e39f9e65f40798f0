import { contactPointsFor, type Addresses, type ContactPoint } from "./addresses"
import type { ChannelChoice } from "./channels"

interface MerchantOptions extends Pick<ChannelChoice, "channels" | "addressKinds"> {
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

/** Every contact point of the merchant. */
export const merchantContactPoints = (options: MerchantOptions): readonly ContactPoint[] =>
  contactPointsFor(merchantAddresses(options), options.channels.merchant, options.addressKinds)
