import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { createCoupon, findCoupon } from "../../../medusa/rows/coupon"
import type { Coupon } from "../../../services/notifications/content/message-data"
import { findContact, type Contact } from "../../notifications/reach/contact"
import { drainNotifications } from "../../notifications/send/drain-notifications"
import { notifyCustomer } from "../../notifications/plan/notify-customer"
import { paymentNotificationService } from "../../ground/module"
import type { AfterPaymentInput } from "../after-payment-input"
import { withOrder } from "../with-order"

const FACT = "reward.issued"

/** Issues the coupon of a paid order and notifies its customer. A second capture or a second run finds both done. */
export const issueRewardStep = createStep(
  "payment-notification-issue-reward",
  async (captured: AfterPaymentInput, { container }) => {
    const promotion = paymentNotificationService(container).options.afterPayment.reward?.promotion
    const { order_id: orderId, currency_code, payment_record } = captured
    if (!promotion || !orderId) return new StepResponse(void 0)
    if (promotion.currencyCode && promotion.currencyCode !== currency_code) return new StepResponse(void 0)
    const contact = await findContact(container, payment_record)
    // The e-mail address ties a coupon to its customer; without one, anybody could use it.
    if (!contact?.email) return new StepResponse(void 0)
    const { email, orderDisplayId } = contact
    const coupon = await withOrder(container, orderId, async () => {
      const issued = await findCoupon(container, orderId)
      return issued === undefined ? createCoupon(container, promotion, { orderId, email, orderDisplayId }) : issued
    })
    if (coupon) await notify(container, captured, { contact, coupon })
    return new StepResponse(void 0)
  },
)

async function notify(
  container: MedusaContainer,
  { order_id, payment_record_id, id, amount, currency_code }: AfterPaymentInput,
  { contact, coupon }: { contact: Contact; coupon: Coupon },
): Promise<void> {
  await notifyCustomer(container, contact, {
    subject: `${order_id}:reward`,
    fact: FACT,
    payment_transition_id: id,
    payment_attention_id: null,
    payment_record_id,
    data: { order_id, amount, currency_code, reason_code: null, coupon },
  })
  drainNotifications(container)
}
