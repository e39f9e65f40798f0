import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { AmountMismatchError } from "../../services/domain/errors"
import { toMajor } from "../../services/domain/money"
import { finishCaptures } from "../rows/finish-captures"
import { paymentRows, type CaptureRow, type PaymentCollectionRow, type PaymentRow } from "../rows/payment-rows"
import { sumMinor } from "../rows/stored-amount"

export interface RecordCaptureStepInput {
  readonly payment_id: string
  /** The provider's captured total of this payment, in minor units; null for all of it. */
  readonly total: string | null
  /** Compared with the payment's currency where it is given. */
  readonly currency_code?: string
}

export interface RecordedCaptures {
  readonly currency_code: string
  readonly recorded: string
  readonly captured_total: string
  /** The Capture rows that the provider's total covers, oldest first. */
  readonly captures: ReadonlyArray<{ readonly id: string; readonly amount: string; readonly announced: boolean }>
}

/** The creator of the Capture rows that are ours. An admin's carry the user's id, and core has announced those itself. */
const RECORDED_BY = "payment-notifications"

/**
 * Records the missing amount up to the provider's total. `is_captured` keeps Medusa from capturing it again. A capture that
 * Medusa made is counted: core commits its row before it calls the provider. Never compensated: the money has moved, whatever
 * fails after this, and the retry finds the rows.
 */
export const recordCaptureStep = createStep(
  "payment-notification-record-capture",
  async ({ payment_id, ...report }: RecordCaptureStepInput, { container }) => {
    const payment = await paymentRows(container).retrievePayment(payment_id, { relations: ["captures"] })
    return new StepResponse<RecordedCaptures>(await recordCapture(container, { payment }, report))
  },
)

/** A payment with its captures, and its collection with all payments and their captures where that was read, too. */
interface ReadPayment {
  readonly payment: PaymentRow
  readonly collection?: PaymentCollectionRow
}

/** The same for a payment that was read already. */
export async function recordCapture(
  container: MedusaContainer,
  { payment, collection }: ReadPayment,
  { total: reported, currency_code: theirs }: Omit<RecordCaptureStepInput, "payment_id">,
): Promise<RecordedCaptures> {
  const payments = paymentRows(container)
  const { id: payment_id, currency_code } = payment
  if (theirs && theirs.toLowerCase() !== currency_code.toLowerCase()) {
    throw new AmountMismatchError(`captured in ${theirs}, payment ${payment_id} is in ${currency_code}`)
  }
  const amount = sumMinor([payment], currency_code)
  const total = reported === null ? amount : BigInt(reported)
  if (total > amount) throw new AmountMismatchError(`captured ${total}, payment ${payment_id} is over ${amount}`)
  const known = sumMinor(payment.captures ?? [], currency_code)
  const missing = payment.captured_at || total < known ? 0n : total - known
  let { captures = [] } = payment
  if (missing > 0n) {
    // A full capture names no amount, so that it equals the payment's own to the last digit, which may be finer than a cent.
    const partial = missing < amount ? { amount: toMajor(missing, currency_code) } : {}
    await payments.capturePayment({
      payment_id,
      is_captured: true,
      captured_by: RECORDED_BY,
      ...partial,
    })
    captures = (await payments.retrievePayment(payment_id, { relations: ["captures"] })).captures ?? []
  } else {
    await finishCaptures(payments, payment, total, RECORDED_BY, collection)
  }
  return {
    currency_code,
    recorded: missing.toString(),
    captured_total: sumMinor(captures, currency_code).toString(),
    captures: coveredBy(total, captures, currency_code),
  }
}

/** A capture that Medusa has begun and the provider has not carried out yet may still be refused: core records it. */
export function coveredBy(total: bigint, rows: readonly CaptureRow[], currency: string): RecordedCaptures["captures"] {
  const oldestFirst = [...rows].sort((a, b) => new Date(a.created_at).getTime() - new Date(b.created_at).getTime())
  let left = total
  return oldestFirst.flatMap(({ id, created_by, metadata, ...row }) => {
    const amount = sumMinor([row], currency)
    left -= amount
    if (left < 0n) return []
    const byUser = Boolean(created_by) && created_by !== RECORDED_BY
    return [{ id, amount: amount.toString(), announced: byUser || Boolean(metadata?.payment_notifications?.announced) }]
  })
}
