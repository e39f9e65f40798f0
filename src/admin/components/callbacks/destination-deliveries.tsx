import { DataTable } from "@medusajs/dashboard/components"
import { useDate, useQueryParams } from "@medusajs/dashboard/hooks"
import { Container, createDataTableColumnHelper, createDataTableFilterHelper } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { en } from "../../i18n/en/language"
import { chosen } from "../../lib/chosen"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { Failed } from "../shared/failed"
import { DeliveryState } from "./delivery-state"
import { useDeliveries, type Row } from "./use-deliveries"

const PAGE_SIZE = 10

const column = createDataTableColumnHelper<Row>()
const filter = createDataTableFilterHelper<Row>()
const STATES = Object.keys(en.callbacks.deliveryStates) as Row["state"][]

/** The facts for one destination, and what became of them. */
export function DestinationDeliveries({ id }: { readonly id: string }) {
  const t = useWords()
  const { getFullDate } = useDate()
  const params = useQueryParams(["state", "offset"])
  const query = { destination_id: id, state: chosen(params.state), limit: PAGE_SIZE, offset: Number(params.offset ?? 0) }
  const { data, error, refetch, isPending } = useDeliveries(query)
  const columns = [
    column.accessor("fact", {
      header: t("callbacks.fact"),
      cell: ({ row: { original } }) => (
        <Link
          to={paths.delivery(original.id)}
          onClick={(event) => event.stopPropagation()}
          className="text-ui-fg-base hover:underline"
        >
          {original.fact}
        </Link>
      ),
    }),
    column.accessor("state", { header: t("list.state"), cell: ({ getValue }) => <DeliveryState state={getValue()} /> }),
    column.accessor("attempts", { header: t("events.attempts") }),
    column.accessor("last_status", { header: t("callbacks.status"), cell: ({ getValue }) => getValue() ?? "–" }),
    column.accessor("created_at", {
      header: t("list.since"),
      cell: ({ getValue }) => getFullDate({ date: getValue(), includeTime: true }),
    }),
  ]
  const filters = [
    filter.accessor("state", {
      label: t("list.state"),
      type: "multiselect",
      options: STATES.map((value) => ({ value, label: t(`callbacks.deliveryStates.${value}`) })),
    }),
  ]
  return (
    <Container className="p-0">
      {error && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          heading={t("callbacks.deliveries")}
          headingLevel="h2"
          data={data?.deliveries}
          columns={columns}
          filters={filters}
          getRowId={({ id: delivery }) => delivery}
          rowHref={({ id: delivery }) => paths.delivery(delivery)}
          rowCount={data?.count ?? 0}
          pageSize={PAGE_SIZE}
          enableSearch={false}
          isLoading={isPending}
          emptyState={{
            empty: { heading: t("callbacks.noDeliveries"), description: "" },
            filtered: { heading: t("list.noMatch"), description: t("list.noMatchText") },
          }}
        />
      )}
    </Container>
  )
}
