import { kindOf } from "./events"
import type { Notification } from "./notification"
import * as resources from "./resources"
import type { Truth } from "./resources"

/**
 * The webhook's own claim about its subject, in the form of PayPal's answer: worth showing to a person, never worth money.
 * Undefined where it is incomplete.
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
