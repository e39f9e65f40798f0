import { DataTable, LayoutComposer } from "@medusajs/dashboard/components"
import { useQueryParams } from "@medusajs/dashboard/hooks"
import { Container } from "@medusajs/ui"
import { useEventColumns } from "./use-event-columns"
import { useEventFilters } from "./use-event-filters"
import { useEvents } from "./use-events"
import { chosen, chosenTimes } from "../../lib/chosen"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { CauseSection } from "../causes/cause-section"
import { Failed } from "../shared/failed"

const PAGE_SIZE = 20
/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.events.list"

/** The inbox: what the providers reported, and what became of it. */
export function EventList() {
  const t = useWords()
  const params = useQueryParams(["state", "account", "type", "reason", "received_at", "offset"])
  const [columns, filters] = [useEventColumns(), useEventFilters()]
  const { data, error, refetch, isPending } = useEvents({
    state: chosen(params.state),
    account: chosen(params.account),
    type: chosen(params.type),
    reason: chosen(params.reason),
    received_at: chosenTimes(params.received_at),
    limit: PAGE_SIZE,
    offset: Number(params.offset ?? 0),
  })
  const list = (
    <Container className="p-0">
      {error && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          heading={t("events.title")}
          subHeading={t("events.hint")}
          data={data?.webhook_events}
          columns={columns}
          filters={filters}
          getRowId={({ id }) => id}
          rowHref={({ id }) => paths.event(id)}
          rowCount={data?.count ?? 0}
          pageSize={PAGE_SIZE}
          enableSearch={false}
          isLoading={isPending}
          emptyState={{
            empty: { heading: t("events.none"), description: t("events.noneText") },
            filtered: { heading: t("list.noMatch"), description: t("list.noMatchText") },
          }}
        />
      )}
    </Container>
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
