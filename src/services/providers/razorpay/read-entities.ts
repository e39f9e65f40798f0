import { readObject, readText } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { ENTITIES, type RazorpayEvent } from "./event"

/** Reads the entities that `entityOf` finds under their names. An entity that is no object is left out. */
export function readEntities(accountId: unknown, entityOf: (name: string) => unknown): RazorpayEvent {
  const { payment, refund, dispute, order } = ENTITIES
  return {
    account_id: readText(accountId),
    payment: read(payment, entityOf("payment")),
    refund: read(refund, entityOf("refund")),
    dispute: read(dispute, entityOf("dispute")),
    order: read(order, entityOf("order")),
  }
}

function read<T>(reader: (entity: JsonObject) => T, value: unknown): T | undefined {
  const entity = readObject(value)
  return entity && reader(entity)
}
