import { createDataTableFilterHelper } from "@medusajs/ui"
import type { Answer } from "../../../api/_shared/answer"
import type { ListedEvent } from "../../../api/admin/payment-notifications/webhook-events/answers"
import { en } from "../../i18n/en/language"
import { useWords } from "../../lib/use-words"
import { useTimeFilter } from "../common/use-time-filter"
import { useFacets } from "./use-facets"

type Row = Answer<ListedEvent>

const filter = createDataTableFilterHelper<Row>()
const STATES = Object.keys(en.events.states) as Row["state"][]

const asThemselves = (values: readonly string[]) => values.map((value) => ({ value, label: value }))

/** The filters of the inbox; accounts, types and reasons are those that are in it. */
export function useEventFilters() {
  const t = useWords()
  const { accounts, types, reasons } = useFacets()
  const received = useTimeFilter("received_at", t("events.received"))
  return [
    filter.accessor("state", {
      label: t("list.state"),
      type: "multiselect",
      options: STATES.map((value) => ({ value, label: t(`events.states.${value}`) })),
    }),
    filter.accessor("account", { label: t("item.account"), type: "multiselect", options: asThemselves(accounts) }),
    filter.accessor("type", { label: t("events.type"), type: "multiselect", options: asThemselves(types) }),
    filter.accessor("reason", { label: t("events.reason"), type: "multiselect", options: asThemselves(reasons) }),
    received,
  ]
}
