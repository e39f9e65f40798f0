import { LayoutComposer } from "@medusajs/dashboard/components"
import { useQueryParams } from "@medusajs/dashboard/hooks"
import { Alert, createDataTableColumnHelper, createDataTableFilterHelper } from "@medusajs/ui"
import { useState } from "react"
import { useNavigate } from "react-router-dom"
import { addressOf } from "../../lib/address-of"
import { chosen } from "../../lib/chosen"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { RecordList } from "../common/record-list"
import { RowLink } from "../common/row-link"
import { DestinationDrawer } from "./destination-drawer"
import { DestinationState } from "./destination-state"
import { useChoices, useDestinations, type Row } from "./use-destinations"

const PAGE_SIZE = 20
/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.callbacks.list"

const column = createDataTableColumnHelper<Row>()
const filter = createDataTableFilterHelper<Row>()
const STATES = ["active", "paused", "disabled"] as const satisfies ReadonlyArray<Row["state"]>

/** The parties that payments are reported to. */
export function DestinationList() {
  const t = useWords()
  const navigate = useNavigate()
  const [isMaking, setMaking] = useState(false)
  const params = useQueryParams(["state", "offset"])
  const query = { state: chosen(params.state), limit: PAGE_SIZE, offset: Number(params.offset ?? 0) }
  const answer = useDestinations(query)
  const { data: choices } = useChoices()
  const columns = [
    column.accessor("config", {
      header: t("callbacks.address"),
      cell: ({ row: { original } }) => (
        <RowLink to={paths.callback(original.id)} text={original.description ?? addressOf(original)} />
      ),
    }),
    column.accessor("kind", { header: t("callbacks.kind") }),
    column.accessor("state", {
      header: t("list.state"),
      cell: ({ row: { original } }) => <DestinationState of={original} />,
    }),
    column.accessor("facts", { header: t("callbacks.facts"), cell: ({ getValue }) => getValue().join(", ") }),
  ]
  const filters = [
    filter.accessor("state", {
      label: t("list.state"),
      type: "multiselect",
      options: STATES.map((value) => ({ value, label: t(`callbacks.states.${value}`) })),
    }),
  ]
  const list = (
    <RecordList
      heading={t("callbacks.title")}
      subHeading={t("callbacks.hint")}
      {...(choices?.can_be_made && { action: { label: t("callbacks.create"), onClick: () => setMaking(true) } })}
      answer={answer}
      rowsOf={({ destinations }) => destinations}
      pathOf={paths.callback}
      columns={columns}
      filters={filters}
      pageSize={PAGE_SIZE}
      none={t("callbacks.none")}
      noneText={t("callbacks.noneText")}
    >
      {choices?.can_be_made === false && (
        <div className="px-6 pt-4">
          <Alert variant="info">{t("callbacks.noKey")}</Alert>
        </div>
      )}
      {isMaking && choices && (
        <DestinationDrawer
          choices={choices}
          onClose={(made) => (made ? navigate(paths.callback(made.destination.id)) : setMaking(false))}
        />
      )}
    </RecordList>
  )
  return <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:single-column" sections={{ main: list }} />
}
