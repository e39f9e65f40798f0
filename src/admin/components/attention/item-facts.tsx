import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Link } from "react-router-dom"
import type { Item } from "./use-item"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { CopiedId } from "../common/copied-id"
import { Section } from "../common/section"

/** The order and its customer, the account, and the ids to look the payment up at the provider. */
export function ItemFacts({ item }: { readonly item: Item }) {
  const t = useWords()
  const { getFullDate } = useDate()
  const order = item.order_id && (
    <Link to={paths.order(item.order_id)} className="text-ui-fg-base underline">
      {item.order_display_id ? `#${item.order_display_id}` : item.order_id}
    </Link>
  )
  const event = item.event && (
    <Link to={paths.event(item.event.id)} className="text-ui-fg-base underline">
      {item.event.type}
    </Link>
  )
  const payment = item.payment && (
    <Link to={paths.payment(item.payment.id)} className="text-ui-fg-base underline">
      {t("story.title")}
    </Link>
  )
  return (
    <Section title={t("list.order")}>
      <SectionRow title={t("list.order")} value={order || "–"} />
      <SectionRow title={t("list.customer")} value={item.email ?? "–"} />
      <SectionRow title={t("item.account")} value={item.account ?? "–"} />
      <SectionRow title={t("item.provider")} value={<CopiedId id={item.provider_payment_id} label={t("item.provider")} />} />
      <SectionRow title={t("item.cart")} value={<CopiedId id={item.cart_id} label={t("item.cart")} />} />
      <SectionRow title={t("story.entries.payment")} value={payment || "–"} />
      <SectionRow title={t("item.event")} value={event || "–"} />
      <SectionRow title={t("list.since")} value={getFullDate({ date: item.created_at, includeTime: true })} />
    </Section>
  )
}
