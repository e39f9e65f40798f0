import { GatewayError } from "../error"
import { ok, type Call, type Reply } from "../http/router"
import type { GatewayState, PlannedDelivery } from "../state"
import { deliver } from "./deliver"

const ORDERS: Record<string, (held: PlannedDelivery[]) => PlannedDelivery[]> = {
  fifo: (held) => held,
  lifo: (held) => held.reverse(),
  shuffle: (held) => {
    for (let last = held.length - 1; last > 0; last--) {
      const other = Math.floor(Math.random() * (last + 1))
      ;[held[last], held[other]] = [held[other]!, held[last]!]
    }
    return held
  },
}

/**
 * `POST /deliveries/release`: `{ order: "fifo" | "lifo" | "shuffle", payment_id?, concurrent? }`. One after the other, so that
 * the store sees exactly this order; `concurrent` lets them race. Answers the ids in the order taken, when all are done.
 */
export const release =
  (state: GatewayState) =>
  async (call: Call): Promise<Reply> => {
    const { order = "fifo", payment_id, concurrent = false } = call.body
    const arrange = ORDERS[String(order)]
    if (!arrange) throw new GatewayError(422, "bad_order", "order must be fifo, lifo or shuffle")
    const held = [...state.deliveries.values()].filter(
      ({ view }) => view.state === "held" && (payment_id === undefined || view.payment_id === payment_id),
    )
    const arranged = arrange(held)
    for (const delivery of arranged) delivery.view.state = "scheduled"
    if (concurrent) await Promise.all(arranged.map((delivery) => deliver(state, delivery)))
    else for (const delivery of arranged) await deliver(state, delivery)
    return ok({ released: arranged.map(({ view }) => view.id) })
  }
