import { LATE_PAYMENT } from "../../../services/domain/attention-kinds"
import { PaymentReviewError } from "../../../services/domain/errors"
import type { PaymentFact } from "../../../services/domain/facts"
import { isMoney } from "../../../services/domain/states"
import type { NotPayable } from "../../ground/order-life"
import type { PaymentContext } from "../../ground/payment-context"
import type { FactContext } from "../fact-context"
import type { ReportedCapture } from "./report-capture"

const WHY: Record<NotPayable, string> = {
  canceled: "is canceled",
  deleted: "is deleted",
}

/** One sentence about the order of a payment that takes no money any more. */
export const whyNotPayable = (orderId: string, reason: NotPayable): string => `order ${orderId} ${WHY[reason]}`

/**
 * Quarantines money of an order that takes none any more: recorded in silence, it would be kept for goods that nobody sends. A
 * person who has accepted it for another reason does not know that yet. Money that Medusa has refunded by itself when the order was
 * canceled, or an authorization that it has voided then, is only reported late.
 */
export function guardPayable(
  { fact, acceptedAs }: Pick<FactContext<PaymentFact>, "fact" | "acceptedAs">,
  { orderId, notPayable, isCanceled, refunded, expected }: PaymentContext,
  capture: Pick<ReportedCapture, "total"> | undefined,
): void {
  if (!isMoney(fact.state) || !notPayable || !orderId || acceptedAs === LATE_PAYMENT) return
  if (fact.state === "authorized" ? isCanceled : (capture?.total ?? expected.amount) <= refunded) return
  throw new PaymentReviewError(
    LATE_PAYMENT,
    `${whyNotPayable(orderId, notPayable)}, and the provider reports its payment ${fact.state}`,
  )
}
