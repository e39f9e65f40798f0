import { LayoutComposer } from "@medusajs/dashboard/components"
import { useQueryParams } from "@medusajs/dashboard/hooks"
import { useItems } from "./use-items"
import { useItemColumns } from "./use-item-columns"
import { useItemFilters } from "./use-item-filters"
import { chosen, chosenTimes } from "../../lib/chosen"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { RecordList } from "../common/record-list"

const PAGE_SIZE = 20
/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.attention.list"

/** The queue of what wants a person: what is open, unless a state is chosen. */
export function AttentionList() {
  const t = useWords()
  const params = useQueryParams(["state", "kind", "account", "created_at", "offset"])
  const [columns, filters] = [useItemColumns(), useItemFilters()]
  const state = chosen(params.state) ?? ["open"]
  const answer = useItems({
    state,
    kind: chosen(params.kind),
    account: chosen(params.account),
    created_at: chosenTimes(params.created_at),
    // Only of open items is there an index by deadline.
    order: state.join() === "open" ? "due_by" : "-created_at",
    limit: PAGE_SIZE,
    offset: Number(params.offset ?? 0),
  })
  const list = (
    <RecordList
      heading={t("list.title")}
      subHeading={t("list.hint")}
      answer={answer}
      rowsOf={({ attention }) => attention}
      pathOf={paths.item}
      columns={columns}
      filters={filters}
      pageSize={PAGE_SIZE}
      none={t("list.none")}
      noneText={t("list.noneText")}
    />
  )
  return <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:single-column" sections={{ main: list }} />
}
