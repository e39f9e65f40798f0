import { GatewayError } from "../error"
import { ok, type Call, type Reply } from "../http/router"
import type { GatewayState } from "../state"
import { deliver } from "./deliver"

/** `POST /deliveries/:id/redeliver`: the same event once more, as from a provider's dashboard. */
export const redeliver =
  (state: GatewayState) =>
  async (call: Call): Promise<Reply> => {
    const delivery = state.deliveries.get(call.params.id ?? "")
    if (!delivery) throw new GatewayError(404, "unknown_delivery", `There is no delivery ${call.params.id}`)
    await deliver(state, { ...delivery, delayMs: 0 })
    return ok({ ...delivery.view })
  }
