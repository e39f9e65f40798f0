import { LayoutComposer } from "@medusajs/dashboard/components"
import { useQueryParams } from "@medusajs/dashboard/hooks"
import { useEventColumns } from "./use-event-columns"
import { useEventFilters } from "./use-event-filters"
import { useEvents } from "./use-events"
import { chosen, chosenTimes } from "../../lib/chosen"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { CauseSection } from "../causes/cause-section"
import { RecordList } from "../common/record-list"

const PAGE_SIZE = 20
/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.events.list"

/** The inbox: what the providers reported, and what became of it. */
export function EventList() {
  const t = useWords()
  const params = useQueryParams(["state", "account", "type", "reason", "received_at", "offset"])
  const [columns, filters] = [useEventColumns(), useEventFilters()]
  const answer = useEvents({
    state: chosen(params.state),
    account: chosen(params.account),
    type: chosen(params.type),
    reason: chosen(params.reason),
    received_at: chosenTimes(params.received_at),
    limit: PAGE_SIZE,
    offset: Number(params.offset ?? 0),
  })
  const list = (
    <RecordList
      heading={t("events.title")}
      subHeading={t("events.hint")}
      answer={answer}
      rowsOf={({ webhook_events }) => webhook_events}
      pathOf={paths.event}
      columns={columns}
      filters={filters}
      pageSize={PAGE_SIZE}
      none={t("events.none")}
      noneText={t("events.noneText")}
    />
  )
  const main = (
    <>
      <LayoutComposer.Entry id="PaymentNotificationsCauses">
        <CauseSection />
      </LayoutComposer.Entry>
      <LayoutComposer.Entry id="PaymentNotificationsEvents">{list}</LayoutComposer.Entry>
    </>
  )
  return <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:single-column" sections={{ main }} />
}
