import { StatusBadge } from "@medusajs/ui"
import type { AttentionState, Resolution } from "../../../services/store/entities"
import { useWords } from "../../lib/use-words"

interface ItemStateProps {
  readonly item: { readonly state: AttentionState; readonly resolution: Resolution | null }
}

const COLORS = { open: "orange", deciding: "blue", resolved: "green" } as const

/** Whether an item still wants a person, or what became of it. */
export function ItemState({ item: { state, resolution } }: ItemStateProps) {
  const t = useWords()
  return <StatusBadge color={COLORS[state]}>{t(resolution ? `resolutions.${resolution}` : `states.${state}`)}</StatusBadge>
}
