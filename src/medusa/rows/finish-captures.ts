import type { PaymentCollectionRow, PaymentRow, PaymentRows } from "./payment-rows"
import { sumMajor, sumMinor } from "./stored-amount"

/** The methods of the Payment Module that it uses. */
export type CaptureRows = Pick<
  PaymentRows,
  "retrievePaymentCollection" | "updatePayment" | "updatePaymentCollections" | "capturePayment"
>

/**
 * Core commits a Capture row first and its consequences after it: the payment's time of capture and the collection's sum, from
 * which an order's payment status is read. A process killed in between leaves a paid order shown as unpaid, and core never looks
 * again.
 */
export async function finishCaptures(
  payments: CaptureRows,
  payment: PaymentRow,
  total: bigint,
  captured_by: string,
  /** The payment's collection with its payments and their captures, where it was read with the payment. */
  read?: PaymentCollectionRow,
): Promise<void> {
  const { id, payment_collection_id, currency_code, captured_at, canceled_at } = payment
  // A capture that Medusa has begun and the provider has not reported yet is core's to finish.
  if (canceled_at || sumMinor(payment.captures ?? [], currency_code) !== total) return
  const isWhole = total >= sumMinor([payment], currency_code)
  const collection =
    read ?? (await payments.retrievePaymentCollection(payment_collection_id, { relations: ["payments.captures"] }))
  const captures = (collection.payments ?? []).flatMap((paid) => paid.captures ?? [])
  const known = { amount: collection.captured_amount ?? 0, raw_amount: collection.raw_captured_amount }
  const isAddedUp = sumMinor(captures, currency_code) === sumMinor([known], currency_code)
  if (isAddedUp && (captured_at || !isWhole)) return
  if (!isWhole) {
    await payments.updatePaymentCollections(payment_collection_id, { captured_amount: sumMajor(captures) })
    return
  }
  if (!captured_at) await payments.updatePayment({ id, captured_at: new Date() })
  // Of a captured payment core captures nothing more, and adds up anew.
  await payments.capturePayment({ payment_id: id, is_captured: true, captured_by })
}
