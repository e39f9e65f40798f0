import { kindOf } from "./events"
import type { Notification } from "./notification"
import * as resources from "./resources"
import type { Truth } from "./resources"

/**
 * What a webhook itself says of its subject, in the form of PayPal's own answer: worth showing to a person, never worth money.
 * Undefined where it does not say enough.
 */
export function claimOf({ event_type, resource }: Notification): Truth | undefined {
  switch (kindOf(event_type)) {
    case "capture": {
      const { data: capture } = resources.capture.safeParse(resource)
      return capture && { kind: "capture", capture }
    }
    case "authorization": {
      const { data: authorization } = resources.authorization.safeParse(resource)
      return authorization && { kind: "authorization", authorization }
    }
    case "refund": {
      const { data: refund } = resources.refund.safeParse(resource)
      return refund && { kind: "refund", refund }
    }
    case "order": {
      const { data: order } = resources.order.safeParse(resource)
      return order && { kind: "order", order }
    }
    case "dispute": {
      const { data: dispute } = resources.dispute.safeParse(resource)
      return dispute && { kind: "dispute", dispute }
    }
    default:
      return undefined
  }
}
