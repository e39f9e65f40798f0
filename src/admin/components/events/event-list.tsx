import { DataTable, LayoutComposer } from "@medusajs/dashboard/components"
import { useDate, useQueryParams } from "@medusajs/dashboard/hooks"
import { Container, createDataTableColumnHelper, createDataTableFilterHelper } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Answer } from "../../../api/_shared/answer"
import type { ListedEvent } from "../../../api/admin/payment-notifications/webhook-events/answers"
import { useEvents } from "./use-events"
import { en } from "../../i18n/en/language"
import { chosen } from "../../lib/chosen"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { EventState } from "./event-state"
import { Failed } from "../shared/failed"

type Row = Answer<ListedEvent>

const PAGE_SIZE = 20
/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.events.list"

const column = createDataTableColumnHelper<Row>()
const filter = createDataTableFilterHelper<Row>()
const STATES = Object.keys(en.events.states) as Row["state"][]

/** The inbox: what the providers reported, and what became of it. */
export function EventList() {
  const t = useWords()
  const { getFullDate } = useDate()
  const params = useQueryParams(["state", "offset"])
  const state = chosen(params.state)
  const query = { ...(state && { state }), limit: PAGE_SIZE, offset: Number(params.offset ?? 0) }
  const { data, error, refetch, isPending } = useEvents(query)
  const columns = [
    column.accessor("type", {
      header: t("events.type"),
      cell: ({ row: { original } }) => (
        <Link
          to={paths.event(original.id)}
          onClick={(event) => event.stopPropagation()}
          className="text-ui-fg-base hover:underline"
        >
          {original.type}
        </Link>
      ),
    }),
    column.accessor("account", { header: t("item.account") }),
    column.accessor("state", { header: t("list.state"), cell: ({ getValue }) => <EventState state={getValue()} /> }),
    column.accessor("reason", { header: t("events.reason"), cell: ({ getValue }) => getValue() ?? "–" }),
    column.accessor("provider_payment_id", { header: t("item.provider"), cell: ({ getValue }) => getValue() ?? "–" }),
    column.accessor("received_at", {
      header: t("events.received"),
      cell: ({ getValue }) => getFullDate({ date: getValue(), includeTime: true }),
    }),
  ]
  const filters = [
    filter.accessor("state", {
      label: t("list.state"),
      type: "multiselect",
      options: STATES.map((value) => ({ value, label: t(`events.states.${value}`) })),
    }),
  ]
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
  return <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:single-column" sections={{ main: list }} />
}
