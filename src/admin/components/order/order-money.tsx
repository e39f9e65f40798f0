import { SectionRow } from "@medusajs/dashboard/components"
import { StatusBadge, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useOrderStory, type Story } from "./use-order-story"
import { isForbidden } from "../../lib/is-forbidden"
import { paths } from "../../lib/paths"
import { tally } from "../../lib/tally"
import { useWords } from "../../lib/use-words"
import { Failed } from "../common/failed"
import { ItemState } from "../attention/item-state"
import { PaymentRows } from "./payment-rows"
import { Section, Waiting } from "../common/section"

const WAYS = ["arrived", "waiting", "failed", "suppressed"] as const

/** `arrived: 2 · failed: 1`, the failed ones in red. */
function Tallied({ rows }: { readonly rows: Story["notifications"] | Story["deliveries"] }) {
  const t = useWords()
  const counted = tally(rows)
  return (
    <span className="flex flex-wrap gap-1">
      {WAYS.filter((way) => counted[way] > 0).map((way) => (
        <StatusBadge key={way} color={way === "failed" ? "red" : way === "arrived" ? "green" : "grey"}>
          {t(`order.${way}`, { n: counted[way] })}
        </StatusBadge>
      ))}
    </span>
  )
}

/** Tells what happened to an order's money: each payment with its sums, what wants a person, messages and callbacks. */
export function OrderMoney({ orderId }: { readonly orderId: string }) {
  const t = useWords()
  const { data: story, error, refetch } = useOrderStory(orderId)
  if (isForbidden(error)) return null
  return (
    <Section title={t("order.title")}>
      {!story && !error && <Waiting rows={3} />}
      {error && !story && <Failed error={error} onRetry={() => void refetch()} />}
      {story?.payments.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("order.none")}
        </Text>
      )}
      {story?.payments.map((payment) => (
        <PaymentRows key={payment.id} payment={payment} />
      ))}
      {story?.attention.map((item) => (
        <SectionRow
          key={item.id}
          title={t(`matters.titles.${item.kind}`)}
          value={
            <Link to={paths.item(item.id)} className="hover:underline">
              <ItemState item={item} />
            </Link>
          }
        />
      ))}
      {story && story.notifications.length > 0 && (
        <SectionRow title={t("order.messages")} value={<Tallied rows={story.notifications} />} />
      )}
      {story && story.deliveries.length > 0 && (
        <SectionRow title={t("order.callbacks")} value={<Tallied rows={story.deliveries} />} />
      )}
    </Section>
  )
}
