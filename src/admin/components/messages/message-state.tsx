import { StatusBadge } from "@medusajs/ui"
import { useWords } from "../../lib/use-words"
import type { Row } from "./use-messages"

const COLORS = { pending: "blue", sending: "blue", sent: "green", failed: "orange", dead: "red", suppressed: "grey" } as const

/** How far a message has come; one that a receipt has confirmed is delivered. */
export function MessageState({ message: { state, delivered_at } }: { readonly message: Pick<Row, "state" | "delivered_at"> }) {
  const t = useWords()
  return (
    <StatusBadge color={COLORS[state]}>
      {t(state === "sent" && delivered_at ? "messages.delivered" : `messages.states.${state}`)}
    </StatusBadge>
  )
}
