import { useDate } from "@medusajs/dashboard/hooks"
import { createDataTableColumnHelper } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Answer } from "../../../api/_shared/answer"
import type { ListedEvent } from "../../../api/admin/payment-notifications/webhook-events/answers"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { EventState } from "./event-state"

const column = createDataTableColumnHelper<Answer<ListedEvent>>()

export function useEventColumns() {
  const t = useWords()
  const { getFullDate } = useDate()
  return [
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
}
