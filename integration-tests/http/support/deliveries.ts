import { Receiver } from "../../../src/services/deliveries/kinds/http/__tests__/receiver"
import type { Delivery, DeliveryAttempt } from "../../../src/services/store/entities"
import { poll, type SharedStore } from "../../setup"

export { Receiver }

export const SECRET = `whsec_${Buffer.alloc(32, "shared with the receiver").toString("base64")}`

/** A destination of the options that goes to a receiver of the test. */
export const to = (id: string, receiver: Receiver, given: object = {}) => ({
  id,
  kind: "http",
  config: { url: `http://${receiver.host}/${id}` },
  facts: ["payment.*", "refund.*"],
  secrets: [SECRET],
  ...given,
})

export async function receivers<Names extends string>(...names: Names[]): Promise<Record<Names, Receiver>> {
  const opened = {} as Record<Names, Receiver>
  for (const name of names) await (opened[name] = new Receiver()).start()
  return opened
}

/** The deliveries of a payment to a destination, in their order. */
export async function deliveriesOf({ db }: Pick<SharedStore, "db">, destination: string, sessionId: string): Promise<Delivery[]> {
  const { rows } = await db.query<Delivery>(
    `SELECT * FROM delivery WHERE destination_id = $1 AND data ->> 'session_id' = $2 ORDER BY sequence`,
    [destination, sessionId],
  )
  return rows
}

/** The first of them, once it is in this state. */
export const deliveryIn = (world: Pick<SharedStore, "db">, state: Delivery["state"], destination: string, sessionId: string) =>
  poll(`the delivery to ${destination} to be ${state}`, async () => {
    const [first] = await deliveriesOf(world, destination, sessionId)
    return first?.state === state && first
  })

export async function attemptsOf({ db }: Pick<SharedStore, "db">, { id }: Delivery): Promise<DeliveryAttempt[]> {
  const { rows } = await db.query<DeliveryAttempt>(`SELECT * FROM delivery_attempt WHERE delivery_id = $1 ORDER BY number`, [id])
  return rows
}

/** Lets the time pass until the next attempt. */
export const retryNow = ({ db }: Pick<SharedStore, "db">, { id }: Delivery) =>
  db.query(`UPDATE delivery SET next_attempt_at = now() WHERE id = $1`, [id])
