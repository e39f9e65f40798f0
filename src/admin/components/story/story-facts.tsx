import { SectionRow } from "@medusajs/dashboard/components"
import { StatusBadge } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { paths } from "../../lib/paths"
import { PAYMENT_COLORS } from "../../lib/payment-colors"
import { useSums } from "../../lib/use-sums"
import { useWords } from "../../lib/use-words"
import { CopiedId } from "../common/copied-id"
import { Section } from "../common/section"
import type { StoryPayment } from "./use-story"

/** Whose payment it is, its state and its sums. */
export function StoryFacts({ payment }: { readonly payment: StoryPayment }) {
  const t = useWords()
  const sums = useSums()
  const sum = (major: number | null) => sums(major, payment.currency_code)
  const link = "text-ui-fg-base underline"
  const order = payment.order_id && (
    <Link to={paths.order(payment.order_id)} className={link}>
      {payment.order_display_id ? `#${payment.order_display_id}` : payment.order_id}
    </Link>
  )
  const customer = payment.customer_id && payment.email && (
    <Link to={paths.customer(payment.customer_id)} className={`${link} truncate`}>
      {payment.email}
    </Link>
  )
  return (
    <Section
      title={t("story.entries.payment")}
      aside={<StatusBadge color={PAYMENT_COLORS[payment.state]}>{t(`order.payments.${payment.state}`)}</StatusBadge>}
    >
      <SectionRow title={t("list.sum")} value={sum(payment.amount_major)} />
      <SectionRow title={t("order.authorized")} value={sum(payment.authorized_amount_major)} />
      <SectionRow title={t("order.captured")} value={sum(payment.captured_amount_major)} />
      <SectionRow title={t("order.refunded")} value={sum(payment.refunded_amount_major)} />
      <SectionRow title={t("item.account")} value={payment.account} />
      <SectionRow title={t("item.provider")} value={<CopiedId id={payment.provider_payment_id} label={t("item.provider")} />} />
      <SectionRow title={t("list.order")} value={order || "–"} />
      <SectionRow title={t("item.cart")} value={<CopiedId id={payment.cart_id} label={t("item.cart")} />} />
      <SectionRow title={t("list.customer")} value={customer || payment.email || "–"} />
    </Section>
  )
}
