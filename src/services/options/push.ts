import { z } from "@medusajs/framework/zod"
import { allowedHosts } from "../net/safe-url"
import { p256PublicKey } from "../push/keys"

/** Web Push: lets storefronts register browsers. The channel's provider sends the messages, `notification-web-push` for one. */
export const pushOptions = z
  .strictObject({
    /** The public key that browsers subscribe with: the `vapid.publicKey` of the provider. */
    publicKey: p256PublicKey,
    /** Push services that are not on the open internet; the provider's `allowedHosts`. */
    allowedHosts,
  })
  .optional()
