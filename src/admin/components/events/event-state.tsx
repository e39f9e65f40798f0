import { StatusBadge } from "@medusajs/ui"
import type { WebhookEventState } from "../../../services/store/entities"
import { useWords } from "../../lib/use-words"

const COLORS = {
  received: "blue",
  processing: "blue",
  processed: "green",
  ignored: "grey",
  failed: "orange",
  dead: "red",
  quarantined: "orange",
} as const

/** How far an event has come. */
export function EventState({ state }: { readonly state: WebhookEventState }) {
  const t = useWords()
  return <StatusBadge color={COLORS[state]}>{t(`events.states.${state}`)}</StatusBadge>
}
