import { ok, type Call, type Reply } from "../http/router"
import { paymentOf, type GatewayState } from "../state"
import type { WebhooksOnCalls } from "../types"

/** `PUT /payments/:id/webhooks-on-calls`: `{ webhooks: { delivery?, refund_status? } }` switches them on, `{}` off. */
export const setWebhooksOnCalls =
  (state: GatewayState) =>
  (call: Call): Reply => {
    const { id } = paymentOf(state, call.params.id)
    const { webhooks } = call.body as { webhooks?: WebhooksOnCalls }
    state.webhooksOnCalls.set(id, webhooks)
    return ok({ webhooks })
  }
