import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentRows } from "../rows/payment-rows"
import { sumMajor } from "../rows/stored-amount"

/**
 * Sums the Refund rows of all of the collection's payments into its `refunded_amount`, from which an order's payment status is
 * read. Core does the same after its refund and derives the collection's status anew; a refund does not affect that status.
 */
export const updateRefundedAmountStep = createStep(
  "payment-notification-update-refunded-amount",
  async ({ collection_id: id }: { readonly collection_id: string }, { container }) => {
    const payments = paymentRows(container)
    const collection = await payments.retrievePaymentCollection(id, { relations: ["payments", "payments.refunds"] })
    const refunded = sumMajor((collection.payments ?? []).flatMap(({ refunds }) => refunds ?? []))
    await payments.updatePaymentCollections(id, { refunded_amount: refunded })
    return new StepResponse({ refunded_amount: refunded })
  },
)
