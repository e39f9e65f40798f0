import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { sumMajor, sumMinor } from "../rows/stored-amount"

export interface RefundOrVoidInput {
  readonly payment_id: string
  /** The person who decided it, or the policy. */
  readonly actor: string
  readonly note: string | null
  /** An earlier attempt was cut off: find out its result, and do not call the provider. */
  readonly confirm_only: boolean
  /** The provider reports the money as captured, also where Medusa knows of the authorization only. */
  readonly is_captured: boolean
}

export interface RefundedOrVoided {
  readonly payment_id: string
  readonly collection_id: string
  /** `canceled`: the money was only authorized, and is voided. */
  readonly outcome: "refunded" | "canceled"
}

const refuse = (message: string): never => {
  throw new MedusaError(MedusaError.Types.NOT_ALLOWED, message)
}

/**
 * Refunds or voids a payment through Medusa's payment provider, once. Core commits its Refund row before it calls the provider
 * and counts the refund on the collection after the answer. A row that is not counted may or may not have reached the provider,
 * and then only a person can find out whether to call again. Never compensated.
 */
export const refundOrVoidStep = createStep(
  "payment-notification-refund-or-void",
  async ({ payment_id, actor, note, confirm_only, is_captured }: RefundOrVoidInput, { container }) => {
    const payments = container.resolve(Modules.PAYMENT)
    const relations = ["captures", "refunds"]
    let payment = await payments.retrievePayment(payment_id, { relations })
    const collection_id = payment.payment_collection_id
    const done = (outcome: RefundedOrVoided["outcome"]) =>
      new StepResponse<RefundedOrVoided>({ payment_id, collection_id, outcome })
    if (payment.refunds?.length) {
      const collection = await payments.retrievePaymentCollection(collection_id)
      const [counted, begun] = [sumMinor([{ amount: collection.refunded_amount ?? 0 }], payment.currency_code), payment.refunds]
      if (counted >= sumMinor(begun as never, payment.currency_code)) return done("refunded")
      return refuse(
        `a refund of payment ${payment_id} was begun and its end is not known, so the provider is not called again: ` +
          "look there, refund it there if it is not refunded, then dismiss this",
      )
    }
    if (payment.canceled_at && is_captured) {
      return refuse("the payment was let go before and has been captured since: refund it at the provider, then dismiss this")
    }
    if (payment.canceled_at) return done("canceled")
    if (confirm_only) return refuse("the refund was interrupted; look at the provider before you decide again")
    if (!payment.captures?.length && is_captured) {
      // Canceling a captured payment would move no money, or be refused.
      await payments.capturePayment({ payment_id, amount: payment.amount, is_captured })
      payment = await payments.retrievePayment(payment_id, { relations })
    }
    if (!payment.captures?.length) {
      await payments.cancelPayment(payment_id)
      return done("canceled")
    }
    const amount = sumMajor(payment.captures as never)
    await payments.refundPayment({ payment_id, amount, created_by: actor, ...(note && { note }) })
    return done("refunded")
  },
)
