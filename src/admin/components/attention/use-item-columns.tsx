import { useDate } from "@medusajs/dashboard/hooks"
import { createDataTableColumnHelper } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Answer } from "../../../api/_shared/answer"
import type { ListedItem } from "../../../api/admin/payment-notifications/attention/answers"
import { Due } from "./due"
import { ItemState } from "./item-state"
import { paths } from "../../lib/paths"
import { useSums } from "../../lib/use-sums"
import { useWords } from "../../lib/use-words"

type Row = Answer<ListedItem>

const column = createDataTableColumnHelper<Row>()

/** A row's click leads there as well; the link is for the keyboard. */
const Matter = ({ id, title }: { readonly id: string; readonly title: string }) => (
  <Link to={paths.item(id)} onClick={(event) => event.stopPropagation()} className="text-ui-fg-base hover:underline">
    {title}
  </Link>
)

export function useItemColumns() {
  const t = useWords()
  const sums = useSums()
  const { getFullDate } = useDate()
  return [
    column.accessor("kind", {
      header: t("list.matter"),
      cell: ({ row: { original } }) => <Matter id={original.id} title={t(`matters.titles.${original.kind}`)} />,
    }),
    column.accessor("order_display_id", {
      header: t("list.order"),
      cell: ({ getValue }) => (getValue() === null ? "–" : `#${getValue()}`),
    }),
    column.accessor("email", { header: t("list.customer"), cell: ({ getValue }) => getValue() ?? "–" }),
    column.accessor("amount", {
      header: t("list.sum"),
      cell: ({ row: { original } }) => sums(original.amount_major, original.currency_code),
    }),
    column.accessor("due_by", { header: t("list.due"), cell: ({ getValue }) => <Due by={getValue()} /> }),
    column.accessor("created_at", {
      header: t("list.since"),
      cell: ({ getValue }) => getFullDate({ date: getValue() }),
    }),
    column.accessor("state", { header: t("list.state"), cell: ({ row: { original } }) => <ItemState item={original} /> }),
  ]
}
