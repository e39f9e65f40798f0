import { StatusBadge } from "@medusajs/ui"
import { useWords } from "../../lib/use-words"
import type { Row } from "./use-deliveries"

const COLORS = { pending: "blue", sending: "blue", delivered: "green", failed: "orange", dead: "red", canceled: "grey" } as const

/** How far a delivery has come. */
export function DeliveryState({ state }: Pick<Row, "state">) {
  const t = useWords()
  return <StatusBadge color={COLORS[state]}>{t(`callbacks.deliveryStates.${state}`)}</StatusBadge>
}
