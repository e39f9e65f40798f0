import type { MedusaContainer } from "@medusajs/framework/types"
import { recordDisputeWorkflow } from "../../../medusa/record-dispute"
import { isDecided } from "../../../services/domain/disputes"
import { lossOf, type PaymentMoney } from "../../../services/domain/losses"
import type { PaymentDispute, PaymentRecord } from "../../../services/store/entities"
import { disputedMoney } from "./disputed-money"

/**
 * Records the losses of disputes that the provider settles by refunds, after a refund of their payment: the refund may be the very
 * money that was recorded as lost before.
 */
export async function recordLosses(
  container: MedusaContainer,
  { order_id, currency_code }: Pick<PaymentRecord, "order_id" | "currency_code">,
  disputes: readonly PaymentDispute[],
  payment: PaymentMoney,
): Promise<void> {
  if (!order_id) return
  for (const dispute of disputes) {
    // Also one that is won: a part of it may be lost.
    if (!dispute.settled_by_refund || !isDecided(dispute.state)) continue
    const loss = lossOf(disputedMoney(dispute), payment)
    await recordDisputeWorkflow(container).run({
      input: {
        ...{ order_id, currency_code },
        dispute_id: dispute.provider_dispute_id,
        amount: loss.toString(),
        outcome: loss === 0n ? "won" : "lost",
      },
    })
  }
}
