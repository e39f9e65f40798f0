import { isNotifiedToCustomers } from "../../services/notifications/catalogue"
import { actionOf } from "../../services/notifications/content/actions"
import { messageKeys } from "../../services/notifications/content/catalog"
import type { ResolvedOptions } from "../../services/options"
import { concern, ok, type Check } from "../../application/ground/check"

const CHECK = "notifications.links.pay"

/** Checks whether messages about an unpaid order contain a link to pay. */
export function checkLinks({ notifications: { enabled, links } }: Pick<ResolvedOptions, "notifications">): Check[] {
  if (!enabled) return [ok(CHECK, "notifications are switched off")]
  const unpaid = messageKeys.filter((key) => isNotifiedToCustomers(key) && actionOf(key) === "pay").join(", ")
  return [
    links.pay
      ? ok(CHECK, `leads back to pay from ${unpaid}`)
      : concern(
          CHECK,
          `is not set: ${unpaid} tell the customer, once, and no way back to pay; name your checkout, with {cart_id} in its address`,
        ),
  ]
}
