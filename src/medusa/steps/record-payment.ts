import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { withCartLock } from "../locks/cart-lock"
import { readPaidSession, type PaidSession } from "../rows/paid-session"
import { announceCaptures } from "./announce-captures"
import { recordCapture } from "./record-capture"
import { recordCaptureTransactions } from "./record-capture-transactions"

export interface RecordPaymentInput {
  readonly session_id: string
  /** Null: there is nothing to lock. */
  readonly cart_id: string | null
  readonly order_id: string | null
  /** The provider's captured total, in minor units; null while the payment is authorized only. */
  readonly captured_total: string | null
  /** This run has completed the cart: nobody else is about to authorize or to capture its payment. */
  readonly completed: boolean
}

/**
 * Makes sure that the session has its Payment row, and records the capture: Capture row, collection, order transaction and
 * `payment.captured`. One step, because all of it builds on one reading of the session. Core's own step would cancel the payment at
 * the provider when anything after it fails; ours leaves the money in place, and the retry finds it.
 *
 * To authorize outside the lock that core completes a cart under makes one of the two fail, and core then refunds the money. A
 * capture outside of it may add the order's transaction beside core's. So the cart is locked, unless this run has completed it and
 * found the payment. In a workflow of a store's own, which locks the cart itself, it is not locked either.
 */
export const recordPaymentStep = createStep(
  "payment-notification-record-payment",
  async (input: RecordPaymentInput, { container, parentStepIdempotencyKey }) => {
    const { cart_id, completed } = input
    const paid = completed ? await readPaidSession(container, input.session_id) : undefined
    if (paid) return new StepResponse(await record(container, input, paid))
    const read = async () => record(container, input, await readPaidSession(container, input.session_id))
    if (!cart_id || parentStepIdempotencyKey) return new StepResponse(await read())
    return new StepResponse(await withCartLock(container, cart_id, read, `payment-notification:${input.session_id}`))
  },
)

async function record(
  container: MedusaContainer,
  { session_id, order_id, captured_total }: RecordPaymentInput,
  paid: PaidSession | undefined,
): Promise<{ id: string }> {
  const read = paid ?? (await authorize(container, session_id))
  const { payment } = read
  if (captured_total === null) return { id: payment.id }
  const recorded = await recordCapture(container, read, { total: captured_total })
  await recordCaptureTransactions(container, { order_id, recorded })
  await announceCaptures(container, { payment_id: payment.id, recorded })
  return { id: payment.id }
}

/** Medusa asks the provider for the payment's true state. */
async function authorize(container: MedusaContainer, id: string): Promise<PaidSession> {
  await container.resolve(Modules.PAYMENT).authorizePaymentSession(id, {})
  const paid = await readPaidSession(container, id)
  if (paid) return paid
  throw new MedusaError(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, `the provider has not authorized session ${id} yet`)
}
