import type { DisputedMoney, PaymentMoney } from "../../../services/domain/losses"
import type { PaymentDispute, PaymentRecord, PaymentRefund } from "../../../services/store/entities"

type StoredDispute = Pick<PaymentDispute, "state" | "amount" | "lost_amount" | "opened_at" | "settled_by_refund">

/** A dispute's row as the money that it is about. */
export const disputedMoney = ({
  state,
  amount,
  lost_amount: lost,
  opened_at: openedAt,
  settled_by_refund: settledByRefund,
}: StoredDispute): DisputedMoney => ({
  ...{ state, openedAt, settledByRefund },
  amount: BigInt(amount),
  lostAmount: lost === null ? null : BigInt(lost),
})

/** A payment's rows as the money that came in and went back. */
export const paymentMoney = (
  { amount, captured_amount, refunded_amount: refunded }: Pick<PaymentRecord, "amount" | "captured_amount" | "refunded_amount">,
  refunds: readonly Pick<PaymentRefund, "state" | "amount" | "occurred_at">[],
): PaymentMoney => ({
  // The report of the capture may be on its way: nobody disputes money that was never taken.
  captured: BigInt(captured_amount) || BigInt(amount),
  refunded: BigInt(refunded),
  refunds: refunds.map(({ state, amount, occurred_at: at }) => ({ state, amount: BigInt(amount), at })),
})
