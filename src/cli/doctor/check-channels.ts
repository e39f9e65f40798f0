import type { PaymentNotificationService } from "../../services"
import { concern, ok, type Check } from "../../application/ground/check"

const CHECK = "notifications.channels"

/** Checks whether each channel of the options has a provider. */
export function checkChannels({
  options: { notifications },
  channelsWithoutProvider: missing,
}: Pick<PaymentNotificationService, "options" | "channelsWithoutProvider">): Check {
  if (!notifications.enabled) return ok(CHECK, "notifications are switched off")
  if (!missing.length) return ok(CHECK, "each has a provider")
  return concern(
    CHECK,
    `no provider of the Notification Module has ${missing.join(", ")}: no message is planned there, and those planned before wait; ` +
      "give it a provider, or take it out of notifications.channels and notifications.failover",
  )
}
