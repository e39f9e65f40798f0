import type { PaymentSessionStatus } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentRows } from "../rows/payment-rows"
import { withCartLock } from "../locks/cart-lock"

export interface CloseOtherSessionsInput {
  readonly session_id: string
  readonly collection_id: string
  /** Locked as core locks a cart that it completes. */
  readonly cart_id: string
}

interface Former {
  readonly id: string
  readonly status: PaymentSessionStatus
}

/** The states of sessions with which core would complete a cart. */
const PROCESSABLE: readonly PaymentSessionStatus[] = [
  "pending",
  "requires_more",
  "authorized",
  "captured",
  "pending_authorization",
]

/**
 * Core completes a cart with the first session that it may process, and keeps one. If two are left all the same (a buyer with two
 * tabs), core may choose another than the paid one, and the order would hold both payments. So the others are closed. One that is
 * paid as well is opened again when a person accepts it. This runs under the cart's lock: a browser's completion of the cart
 * finishes first. Compensated.
 */
export const closeOtherSessionsStep = createStep(
  "payment-notification-close-other-sessions",
  async ({ session_id, collection_id, cart_id }: CloseOtherSessionsInput, { container }) => {
    const payments = paymentRows(container)
    const closeOthers = async (): Promise<Former[]> => {
      const sessions = await payments.listPaymentSessions({ payment_collection_id: collection_id }, { relations: ["payment"] })
      const others = sessions
        .filter(({ id, status, payment }) => id !== session_id && !payment && PROCESSABLE.includes(status))
        .map(({ id, status }): Former => ({ id, status }))
      if (others.length) {
        await payments.updatePaymentSessions(others.map(({ id }) => ({ id, status: "canceled" })))
      }
      return others
    }
    return new StepResponse(void 0, await withCartLock(container, cart_id, closeOthers))
  },
  async (former, { container }) => {
    if (!former?.length) return
    const payments = paymentRows(container)
    const now = await payments.listPaymentSessions({ id: former.map(({ id }) => id) }, { relations: ["payment"] })
    // Sessions that have gone on since keep their new state.
    const untouched = now.filter(({ status, payment }) => status === "canceled" && !payment)
    const restored = former.filter(({ id }) => untouched.some((session) => session.id === id))
    if (restored.length) await payments.updatePaymentSessions(restored)
  },
)
