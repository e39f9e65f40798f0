import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { StatusBadge } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Story } from "./use-order-story"
import { paths } from "../../lib/paths"
import { PAYMENT_COLORS } from "../../lib/payment-colors"
import { useSums } from "../../lib/use-sums"
import { useWords } from "../../lib/use-words"

type Payment = Story["payments"][number]
type Dispute = Payment["disputes"][number]

/** The merchant may still answer. */
const ANSWERABLE: readonly Dispute["state"][] = ["warning", "opened"]

/** One payment of an order in words: by which account, what was authorized, captured and refunded, and its disputes. */
export function PaymentRows({ payment }: { readonly payment: Payment }) {
  const t = useWords()
  const sums = useSums()
  const { getFullDate } = useDate()
  const sum = (major: number | null) => sums(major, payment.currency_code)
  const part = (major: number | null) => t("order.part", { part: sum(major), whole: sum(payment.amount_major) })
  const disputed = ({ state, amount_major, evidence_due_by }: Dispute): string => {
    const until =
      evidence_due_by && ANSWERABLE.includes(state)
        ? t("order.until", { date: getFullDate({ date: evidence_due_by, includeTime: true }) })
        : undefined
    return [sum(amount_major), t(`order.disputes.${state}`), until].filter(Boolean).join(" · ")
  }
  return (
    <>
      <SectionRow
        title={t("order.paid", { account: payment.account })}
        value={
          <>
            <StatusBadge color={PAYMENT_COLORS[payment.state]}>{t(`order.payments.${payment.state}`)}</StatusBadge>
            <Link to={paths.payment(payment.id)} className="text-ui-fg-base underline">
              {t("story.title")}
            </Link>
          </>
        }
      />
      {payment.state === "authorized" && (
        <SectionRow title={t("order.authorized")} value={part(payment.authorized_amount_major)} />
      )}
      {payment.captured_amount !== "0" && <SectionRow title={t("order.captured")} value={part(payment.captured_amount_major)} />}
      {payment.refunded_amount !== "0" && <SectionRow title={t("order.refunded")} value={sum(payment.refunded_amount_major)} />}
      {payment.disputes.map((dispute) => (
        <SectionRow key={dispute.id} title={t("order.dispute")} value={disputed(dispute)} />
      ))}
    </>
  )
}
