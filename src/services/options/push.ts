import { z } from "@medusajs/framework/zod"
import { allowedHosts } from "../net/safe-url"
import { pushServices } from "../push/services"
import { p256PublicKey } from "../push/keys"

/** Web Push: lets storefronts register browsers. The channel's provider sends the messages, `notification-web-push` for one. */
export const pushOptions = z
  .strictObject({
    /** The public key that browsers subscribe with: the `vapid.publicKey` of the provider. */
    publicKey: p256PublicKey,
    /**
     * Hosts of push services beside those of Google, Mozilla, Apple and Microsoft: `push.example.com`, or `*.push.example.com` for
     * every host below it. Browsers of other services are refused.
     */
    services: pushServices,
    /** Push services that are not on the open internet; the provider's `allowedHosts`. */
    allowedHosts,
  })
  .optional()
