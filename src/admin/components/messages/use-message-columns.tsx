import { useDate } from "@medusajs/dashboard/hooks"
import { createDataTableColumnHelper } from "@medusajs/ui"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { RowLink } from "../common/row-link"
import { MessageState } from "./message-state"
import type { Row } from "./use-messages"
import { useReason } from "./use-reason"

const column = createDataTableColumnHelper<Row>()

export function useMessageColumns() {
  const t = useWords()
  const reasonOf = useReason()
  const { getFullDate } = useDate()
  return [
    column.accessor("fact", {
      header: t("messages.about"),
      cell: ({ row: { original } }) => <RowLink to={paths.message(original.id)} text={original.fact} />,
    }),
    column.accessor("recipient", { header: t("messages.recipient") }),
    column.accessor("channel", { header: t("messages.channel") }),
    column.accessor("state", {
      header: t("list.state"),
      cell: ({ row: { original } }) => <MessageState message={original} />,
    }),
    column.accessor("reason", { header: t("events.reason"), cell: ({ getValue }) => reasonOf(getValue()) }),
    column.accessor("created_at", {
      header: t("messages.at"),
      cell: ({ getValue }) => getFullDate({ date: getValue(), includeTime: true }),
    }),
  ]
}
