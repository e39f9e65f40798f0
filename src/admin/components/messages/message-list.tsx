import { LayoutComposer } from "@medusajs/dashboard/components"
import { useQueryParams } from "@medusajs/dashboard/hooks"
import { chosen, chosenTimes } from "../../lib/chosen"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { RecordList } from "../common/record-list"
import { useMessageColumns } from "./use-message-columns"
import { useMessageFilters } from "./use-message-filters"
import { useMessages } from "./use-messages"

const PAGE_SIZE = 20
/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.messages.list"

/** Every message about payments: those that went out, those that wait, and those that were not sent on purpose. */
export function MessageList() {
  const t = useWords()
  const params = useQueryParams(["state", "channel", "fact", "created_at", "offset"])
  const [columns, filters] = [useMessageColumns(), useMessageFilters()]
  const answer = useMessages({
    state: chosen(params.state),
    channel: chosen(params.channel),
    fact: chosen(params.fact),
    created_at: chosenTimes(params.created_at),
    limit: PAGE_SIZE,
    offset: Number(params.offset ?? 0),
  })
  const list = (
    <RecordList
      heading={t("messages.title")}
      subHeading={t("messages.hint")}
      action={{ label: t("messages.preview.title"), to: paths.templates }}
      answer={answer}
      rowsOf={({ notifications }) => notifications}
      pathOf={paths.message}
      columns={columns}
      filters={filters}
      pageSize={PAGE_SIZE}
      none={t("messages.none")}
      noneText={t("messages.noneText")}
    />
  )
  return <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:single-column" sections={{ main: list }} />
}
