import { DataTable, LayoutComposer } from "@medusajs/dashboard/components"
import { useQueryParams } from "@medusajs/dashboard/hooks"
import { Container } from "@medusajs/ui"
import { chosen, chosenTimes } from "../../lib/chosen"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { Failed } from "../shared/failed"
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
  const { data, error, refetch, isPending } = useMessages({
    state: chosen(params.state),
    channel: chosen(params.channel),
    fact: chosen(params.fact),
    created_at: chosenTimes(params.created_at),
    limit: PAGE_SIZE,
    offset: Number(params.offset ?? 0),
  })
  const list = (
    <Container className="p-0">
      {error && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          heading={t("messages.title")}
          subHeading={t("messages.hint")}
          action={{ label: t("messages.preview.title"), to: paths.templates }}
          data={data?.notifications}
          columns={columns}
          filters={filters}
          getRowId={({ id }) => id}
          rowHref={({ id }) => paths.message(id)}
          rowCount={data?.count ?? 0}
          pageSize={PAGE_SIZE}
          enableSearch={false}
          isLoading={isPending}
          emptyState={{
            empty: { heading: t("messages.none"), description: t("messages.noneText") },
            filtered: { heading: t("list.noMatch"), description: t("list.noMatchText") },
          }}
        />
      )}
    </Container>
  )
  return <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:single-column" sections={{ main: list }} />
}
