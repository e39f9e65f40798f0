import { useDate, useQueryParams } from "@medusajs/dashboard/hooks"
import { createDataTableColumnHelper, createDataTableFilterHelper } from "@medusajs/ui"
import { chosen } from "../../lib/chosen"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { RecordList } from "../common/record-list"
import { RowLink } from "../common/row-link"
import { DELIVERY_STATES, deliveryWord, DeliveryState } from "./delivery-state"
import { useDeliveries, type Row } from "./use-deliveries"

const PAGE_SIZE = 10

const column = createDataTableColumnHelper<Row>()
const filter = createDataTableFilterHelper<Row>()

/** The facts for one destination, and what became of them. */
export function DestinationDeliveries({ id }: { readonly id: string }) {
  const t = useWords()
  const { getFullDate } = useDate()
  const params = useQueryParams(["state", "offset"])
  const query = { destination_id: id, state: chosen(params.state), limit: PAGE_SIZE, offset: Number(params.offset ?? 0) }
  const answer = useDeliveries(query)
  const columns = [
    column.accessor("fact", {
      header: t("callbacks.facts"),
      cell: ({ row: { original } }) => <RowLink to={paths.delivery(original.id)} text={original.fact} />,
    }),
    column.accessor("state", { header: t("list.state"), cell: ({ getValue }) => <DeliveryState state={getValue()} /> }),
    column.accessor("attempts", { header: t("events.attempts") }),
    column.accessor("last_status", { header: t("callbacks.status"), cell: ({ getValue }) => getValue() ?? "–" }),
    column.accessor("created_at", {
      header: t("messages.at"),
      cell: ({ getValue }) => getFullDate({ date: getValue(), includeTime: true }),
    }),
  ]
  const filters = [
    filter.accessor("state", {
      label: t("list.state"),
      type: "multiselect",
      options: DELIVERY_STATES.map((value) => ({ value, label: t(deliveryWord(value)) })),
    }),
  ]
  return (
    <RecordList
      heading={t("callbacks.deliveries")}
      headingLevel="h2"
      answer={answer}
      rowsOf={({ deliveries }) => deliveries}
      pathOf={paths.delivery}
      columns={columns}
      filters={filters}
      pageSize={PAGE_SIZE}
      none={t("messages.untried")}
    />
  )
}
