import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { AmountMismatchError, AwaitsPaymentError } from "../../services/domain/errors"
import { toMajor } from "../../services/domain/money"
import { inTransaction, lockPayment } from "../rows/module-transaction"
import { paymentRows, type PaymentRow } from "../rows/payment-rows"
import { markOf, openRefundsOf, refundIdOf, type OpenRefund, type RefundRow } from "../rows/refund-rows"
import { sumMinor } from "../rows/stored-amount"

export interface InsertRefundInput {
  readonly payment_id: string
  readonly total: string
  readonly currency_code: string
  readonly key: string
  readonly reason?: string | null
}

export interface InsertedRefund {
  readonly collection_id: string
  readonly recorded: string
  readonly refund_id: string | null
  readonly refunded_total: string
  readonly open: readonly OpenRefund[]
}

/**
 * Adds the missing amount up to the provider's total as one Refund row. Never compensated: the money has moved, and the repeated
 * call finds its row by the id that comes from its key.
 *
 * Nothing is counted twice, because core commits its own row before it calls the provider: if the total holds a refund of core's,
 * its row is among those that are summed. The reverse happens: a refund of core's that the provider has not carried out yet makes
 * the difference too small. The next total holds that refund as well and makes it good. If the refund was refused and core
 * deleted its row, the next report or reconciliation does.
 */
export const insertRefundStep = createStep(
  "payment-notification-insert-refund",
  async (input: InsertRefundInput, { container }) => {
    const payments = paymentRows(container)
    const id = refundIdOf(input.payment_id, input.key)
    const inserted = await inTransaction(payments, async (context): Promise<InsertedRefund> => {
      await lockPayment(context, input.payment_id)
      const payment = await payments.retrievePayment(input.payment_id, { relations: ["captures"] }, context)
      const all = await payments.listRefunds(
        { payment_id: input.payment_id },
        { withDeleted: true, order: { created_at: "ASC" }, take: null },
        context,
      )
      // Reversed meanwhile: the repeated call must not bring it back.
      const own = all.find((row) => row.id === id)
      const rows = all.filter(({ deleted_at }) => !deleted_at)
      const known = sumMinor(rows, input.currency_code)
      const missing = own ? 0n : BigInt(input.total) - known
      if (missing > 0n) {
        mustBeRefundable(payment, input)
        rows.push(
          await payments.createRefunds(
            {
              id,
              payment_id: input.payment_id,
              amount: toMajor(missing, input.currency_code),
              note: input.reason ?? null,
              metadata: { payment_notifications: { key: input.key, amount: missing.toString() } },
            },
            context,
          ),
        )
      }
      const made = own ?? rows.find((row: RefundRow) => row.id === id)
      return {
        collection_id: payment.payment_collection_id,
        recorded: (made && markOf(made)?.amount) ?? "0",
        refund_id: made?.id ?? null,
        refunded_total: (missing > 0n ? known + missing : known).toString(),
        open: openRefundsOf(rows),
      }
    })
    return new StepResponse(inserted)
  },
)

/** A refund may be reported before its capture: then another try helps. More than the payment's amount stays wrong. */
function mustBeRefundable(payment: PaymentRow, { total, currency_code }: InsertRefundInput): void {
  if (payment.currency_code.toLowerCase() !== currency_code.toLowerCase()) {
    throw new AmountMismatchError(`refunded in ${currency_code}, paid in ${payment.currency_code}`)
  }
  const paid = sumMinor([payment], currency_code)
  if (BigInt(total) > paid) throw new AmountMismatchError(`refunded ${total}, payment ${payment.id} is over ${paid}`)
  const captured = sumMinor(payment.captures ?? [], currency_code)
  if (BigInt(total) > captured) {
    throw new AwaitsPaymentError(`refunded ${total}, but only ${captured} of payment ${payment.id} is recorded as captured yet`)
  }
}
