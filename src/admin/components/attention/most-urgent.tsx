import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useItems } from "./use-items"
import { paths } from "../../lib/paths"
import { useSums } from "../../lib/use-sums"
import { useWords } from "../../lib/use-words"
import { Due } from "./due"
import { Failed } from "../common/failed"
import { Waiting } from "../common/section"

const FIRST = { state: ["open"], order: "due_by", limit: 5 } as const

interface MostUrgentProps {
  readonly overdue: number
  readonly dueSoon: number
  readonly onLeave: () => void
}

/** The matters to look at first: by their deadline, then the oldest. */
export function MostUrgent({ overdue, dueSoon, onLeave }: MostUrgentProps) {
  const t = useWords()
  const sums = useSums()
  const { data, error, refetch, isPending } = useItems(FIRST)
  return (
    <div className="divide-y">
      {(overdue > 0 || dueSoon > 0) && (
        <Text size="small" weight="plus" className="px-4 py-3">
          {[overdue && t("bell.overdue", { n: overdue }), dueSoon && t("bell.dueSoon", { n: dueSoon })]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      )}
      {isPending && <Waiting rows={3} />}
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {data?.attention.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-4 py-3">
          {t("bell.none")}
        </Text>
      )}
      <ul className="divide-y">
        {data?.attention.map((item) => (
          <li key={item.id}>
            <Link
              to={paths.item(item.id)}
              onClick={onLeave}
              className="hover:bg-ui-bg-base-hover focus-visible:bg-ui-bg-base-hover flex items-start justify-between gap-x-4 px-4 py-3 outline-none"
            >
              <span className="min-w-0">
                <Text size="small" weight="plus" leading="compact" className="truncate">
                  {t(`matters.titles.${item.kind}`)}
                </Text>
                {item.due_by && <Due by={item.due_by} />}
              </span>
              <Text size="small" leading="compact" className="shrink-0">
                {item.amount === null ? "" : sums(item.amount_major, item.currency_code)}
              </Text>
            </Link>
          </li>
        ))}
      </ul>
      <Link
        to={paths.attention}
        onClick={onLeave}
        className="txt-compact-small-plus text-ui-fg-base block px-4 py-3 hover:underline"
      >
        {t("bell.all")}
      </Link>
    </div>
  )
}
