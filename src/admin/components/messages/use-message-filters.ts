import { useDataTableDateFilters } from "@medusajs/dashboard/hooks"
import { createDataTableFilterHelper } from "@medusajs/ui"
import { useWords } from "../../lib/use-words"
import type { Row } from "./use-messages"
import { useTemplates } from "./use-templates"

const filter = createDataTableFilterHelper<Row>()
const STATES: readonly Row["state"][] = ["pending", "sending", "sent", "failed", "dead", "suppressed"]

const named = (names: readonly string[]) => [...new Set(names)].map((value) => ({ value, label: value }))

export function useMessageFilters() {
  const t = useWords()
  const { data } = useTemplates()
  const [created] = useDataTableDateFilters()
  return [
    filter.accessor("state", {
      label: t("list.state"),
      type: "multiselect",
      options: STATES.map((value) => ({ value, label: t(`messages.states.${value}`) })),
    }),
    filter.accessor("channel", { label: t("messages.channel"), type: "multiselect", options: named(data?.channels ?? []) }),
    filter.accessor("fact", {
      label: t("messages.about"),
      type: "multiselect",
      options: named(data?.templates.map(({ fact }) => fact) ?? []),
    }),
    ...(created ? [created] : []),
  ]
}
