import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LOCK_WAIT_SECONDS } from "../../services/queue/locks"
import { ASIDE } from "../rows/detached"
import { refuseOrdered } from "../rows/refuse-ordered"
import type { Target } from "../rows/target"

/** Generated methods, which call no provider; the published interface leaves them out. */
interface Rows {
  createPaymentCollections(data: object): Promise<unknown>
  listPaymentCollections(filters: { id: string[] }, config: object): Promise<unknown[]>
  listPaymentSessions(filters: { id: string[] }, config: object): Promise<unknown[]>
  createPaymentSessions(data: object): Promise<unknown>
  updatePaymentSessions(data: object): Promise<unknown>
  updatePayment(data: object): Promise<unknown>
}

export interface SetPaymentAsideInput extends Target {
  readonly cart_id: string | null
}

/**
 * Puts a payment into a payment collection of its own, off its cart, and has Medusa ask the provider for its true state. While the
 * session stood on the cart, the next completion of that cart would take the money that is given back for a paid order. Each part
 * finds itself done; nothing is compensated, because a payment that was set aside harms nobody.
 */
export const setPaymentAsideStep = createStep(
  "payment-notification-set-payment-aside",
  async ({ cart_id, ...target }: SetPaymentAsideInput, { container }) => {
    const work = () => setAside(container, target)
    const paymentId = cart_id
      ? await container.resolve(Modules.LOCKING).execute(cart_id, work, { timeout: LOCK_WAIT_SECONDS })
      : await work()
    return new StepResponse({ payment_id: paymentId })
  },
)

async function setAside(container: MedusaContainer, target: Target): Promise<string> {
  const payments = container.resolve(Modules.PAYMENT)
  const rows = payments as unknown as Rows
  const { session_id: id, collection_id, amount, currency_code, provider_id, data } = target
  if (!(await rows.listPaymentCollections({ id: [collection_id] }, { take: 1 })).length) {
    await rows.createPaymentCollections({ id: collection_id, amount, currency_code, metadata: ASIDE })
  }
  const session = { id, payment_collection_id: collection_id, amount, currency_code }
  if (target.exists) {
    // Read again under the cart's lock: a browser may have made the order, and the payment, while the lock was waited for.
    const { payment, payment_collection_id: former } = await payments.retrievePaymentSession(id, { relations: ["payment"] })
    if (payment) await refuseOrdered(container, former as string)
    await rows.updatePaymentSessions(session)
    if (payment) await rows.updatePayment({ id: payment.id, payment_collection_id: collection_id, amount })
  } else if (!(await rows.listPaymentSessions({ id: [id] }, { take: 1 })).length) {
    await rows.createPaymentSessions({ ...session, provider_id, data, status: "pending" })
  }
  const payment = await payments.authorizePaymentSession(id, {})
  if (!payment) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `the provider does not confirm the payment of session ${id} yet`)
  }
  return payment.id
}
