import { ok, type Reply } from "../http/router"
import { newId, type GatewayState } from "../state"
import type { ChangeRequest } from "../types"
import type { Happening } from "./happening"
import { plan } from "./plan"

/**
 * Makes the change happen: the truth changes, unless the request only wants it reported, and the webhook goes out as the request plans it.
 */
export async function report(
  state: GatewayState,
  { payment, news, at }: Happening,
  request: Omit<ChangeRequest, "amount">,
  more: object = {},
): Promise<Reply> {
  const eventId = request.event_id ?? newId("evt")
  // Planned before the truth changes: a refused plan must not leave a changed payment behind.
  const delivery = plan(state, { payment, news, at }, eventId, request)
  if (!request.report_only) state.payments.set(payment.id, payment)
  const deliveries = delivery.start()
  if (request.delivery?.wait) await delivery.done()
  return ok({ payment: state.payments.get(payment.id), event_id: eventId, deliveries, ...more })
}
