import type { MedusaContainer } from "@medusajs/framework/types"
import { LATE_PAYMENT } from "../../../services/domain/attention-kinds"
import type { PaymentAttention } from "../../../services/store/entities"
import { raiseAttention } from "./raise-attention"

/** Money that stands on an order which takes none any more. */
export interface KeptMoney {
  readonly account: string
  readonly sessionId: string
  readonly providerPaymentId: string | null
  readonly cartId: string | null
  readonly orderId: string
  /** Integer minor units. */
  readonly amount: bigint
  readonly currency: string
}

/**
 * Puts money before a person that a canceled order still holds. Core cancels without a lock and gives back what it has read, so a
 * payment that is recorded meanwhile stays. Nothing waits to be accepted: the item can only be dismissed.
 */
export const raiseKept = (container: MedusaContainer, kept: KeptMoney): Promise<PaymentAttention> =>
  raiseAttention(container, {
    kind: LATE_PAYMENT,
    subject_key: `${kept.sessionId}:kept`,
    account: kept.account,
    payment_session_id: kept.sessionId,
    provider_payment_id: kept.providerPaymentId,
    cart_id: kept.cartId,
    order_id: kept.orderId,
    amount: kept.amount.toString(),
    currency_code: kept.currency.toLowerCase(),
    detail:
      `order ${kept.orderId} is canceled and still holds this payment, which Medusa has not given back: ` +
      `refund or void it at the provider, or keep it, then dismiss this`,
    data: { action: "flag" },
  })
