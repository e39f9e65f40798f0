import { createDataTableFilterHelper } from "@medusajs/ui"
import type { Answer } from "../../../api/_shared/answer"
import type { ListedItem } from "../../../api/admin/payment-notifications/attention/answers"
import { en } from "../../i18n/en/language"
import { useWords } from "../../lib/use-words"
import { useFacets } from "../events/use-facets"
import { useTimeFilter } from "../common/use-time-filter"

type Kind = keyof typeof en.matters.titles
type State = keyof typeof en.states

const filter = createDataTableFilterHelper<Answer<ListedItem>>()

export function useItemFilters() {
  const t = useWords()
  const states = Object.keys(en.states) as State[]
  const { accounts } = useFacets()
  const since = useTimeFilter("created_at", t("list.since"))
  const kinds = Object.keys(en.matters.titles) as Kind[]
  return [
    filter.accessor("state", {
      label: t("list.state"),
      type: "multiselect",
      options: states.map((value) => ({ value, label: t(`states.${value}`) })),
    }),
    filter.accessor("kind", {
      label: t("list.matter"),
      type: "multiselect",
      options: kinds.map((value) => ({ value, label: t(`matters.titles.${value}`) })),
    }),
    filter.accessor("account", {
      label: t("item.account"),
      type: "multiselect",
      options: accounts.map((value) => ({ value, label: value })),
    }),
    since,
  ]
}
