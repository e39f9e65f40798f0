import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { withCartLock } from "../locks/cart-lock"
import { DETACHED } from "../rows/detached"
import { paymentRows } from "../rows/payment-rows"
import { refuseOrdered } from "../rows/refuse-ordered"
import type { Target } from "../rows/target"

export interface DetachSessionInput extends Target {
  readonly cart_id: string | null
}

/**
 * Detaches a payment into a payment collection of its own, off its cart, and has Medusa ask the provider for its true state.
 * While the session belonged to the cart, the next completion of that cart would take the money that is being refunded for a paid
 * order. Each part finds itself done. Nothing is compensated, because a detached payment harms nobody.
 */
export const detachSessionStep = createStep(
  "payment-notification-detach-session",
  async ({ cart_id, ...target }: DetachSessionInput, { container }) => {
    const work = () => detach(container, target)
    const paymentId = cart_id ? await withCartLock(container, cart_id, work) : await work()
    return new StepResponse({ payment_id: paymentId })
  },
)

async function detach(container: MedusaContainer, target: Target): Promise<string> {
  const rows = paymentRows(container)
  const { session_id: id, collection_id, amount, currency_code, provider_id, data } = target
  if (!(await rows.listPaymentCollections({ id: [collection_id] }, { take: 1 })).length) {
    await rows.createPaymentCollections({ id: collection_id, amount, currency_code, metadata: DETACHED })
  }
  const session = { id, payment_collection_id: collection_id, amount, currency_code }
  if (target.exists) {
    // Read again under the cart's lock: while we waited for it, a browser may have made the order, and the payment.
    const { payment, payment_collection_id: former } = await rows.retrievePaymentSession(id, { relations: ["payment"] })
    if (payment) await refuseOrdered(container, { id: payment.id, payment_collection_id: former })
    await rows.updatePaymentSessions(session)
    if (payment) await rows.updatePayment({ id: payment.id, payment_collection_id: collection_id, amount })
  } else if (!(await rows.listPaymentSessions({ id: [id] }, { take: 1 })).length) {
    await rows.createPaymentSessions({ ...session, provider_id, data, status: "pending" })
  }
  const payment = await container.resolve(Modules.PAYMENT).authorizePaymentSession(id, {})
  if (!payment) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `the provider does not confirm the payment of session ${id} yet`)
  }
  return payment.id
}
