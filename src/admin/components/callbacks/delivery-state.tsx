import { StatusBadge } from "@medusajs/ui"
import { useWords, type WordKey } from "../../lib/use-words"
import type { Row } from "./use-deliveries"

const COLORS = { pending: "blue", sending: "blue", delivered: "green", failed: "orange", dead: "red", canceled: "grey" } as const

export const DELIVERY_STATES = Object.keys(COLORS) as Row["state"][]

/** The words for a delivery's state; most are those of a message's. */
export const deliveryWord = (state: Row["state"]): WordKey =>
  state === "delivered" ? "messages.delivered" : state === "canceled" ? "callbacks.canceled" : `messages.states.${state}`

/** How far a delivery has come. */
export function DeliveryState({ state }: Pick<Row, "state">) {
  const t = useWords()
  return <StatusBadge color={COLORS[state]}>{t(deliveryWord(state))}</StatusBadge>
}
