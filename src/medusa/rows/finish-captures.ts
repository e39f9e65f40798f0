import { sumMajor, sumMinor, type StoredAmount } from "./stored-amount"

/** Methods of Medusa's Payment Module that its published interface leaves out, or takes narrower. */
export interface CaptureRows {
  retrievePaymentCollection(id: string, config: object): Promise<any>
  updatePayment(data: { id: string; captured_at: Date }): Promise<unknown>
  updatePaymentCollections(id: string, data: { captured_amount: string }): Promise<unknown>
  capturePayment(data: { payment_id: string; is_captured: true; amount?: string; captured_by: string }): Promise<unknown>
}

/**
 * Core commits a Capture row first, and after it what follows from it: the payment's time of capture and the collection's sum, which an
 * order's payment status is read from. A process killed in between leaves a paid order shown as unpaid, and core never looks again.
 */
export async function finishCaptures(payments: CaptureRows, payment: any, total: bigint, captured_by: string): Promise<void> {
  const { id, payment_collection_id, currency_code, captured_at, canceled_at } = payment
  // What Medusa has begun and the provider has not told yet is core's to finish.
  if (canceled_at || sumMinor(payment.captures, currency_code) !== total) return
  const isWhole = total >= sumMinor([payment], currency_code)
  const collection = await payments.retrievePaymentCollection(payment_collection_id, { relations: ["payments.captures"] })
  const captures: StoredAmount[] = (collection.payments ?? []).flatMap((paid: any) => paid.captures ?? [])
  const known = { amount: collection.captured_amount ?? 0, raw_amount: collection.raw_captured_amount }
  const isAddedUp = sumMinor(captures, currency_code) === sumMinor([known], currency_code)
  if (isAddedUp && (captured_at || !isWhole)) return
  if (!isWhole) {
    await payments.updatePaymentCollections(payment_collection_id, { captured_amount: sumMajor(captures) })
    return
  }
  if (!captured_at) await payments.updatePayment({ id, captured_at: new Date() })
  // Of a payment that is captured core captures nothing more, and adds up anew.
  await payments.capturePayment({ payment_id: id, is_captured: true, captured_by })
}
