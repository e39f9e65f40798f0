import { StatusBadge } from "@medusajs/ui"
import { useWords } from "../../lib/use-words"
import type { Row } from "./use-destinations"

const COLORS = { active: "green", failing: "orange", paused: "grey", disabled: "red" } as const

/** Whether a destination is called; one that takes nothing at present is failing. */
export function DestinationState({ of: { state, failing_since } }: { readonly of: Pick<Row, "state" | "failing_since"> }) {
  const t = useWords()
  const shown = state === "active" && failing_since ? "failing" : state
  return <StatusBadge color={COLORS[shown]}>{t(`callbacks.states.${shown}`)}</StatusBadge>
}
