import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../../../application/ground/module"
import { findAccount } from "../../_shared/find-account"
import type { ShownTestCall } from "../../answers"

/**
 * `POST /admin/payment-notifications/accounts/:id/ping`: signs a call with the account's own secret and has the intake verify and
 * record it. Its event is ignored: it moves no money. Not allowed where only the provider can sign.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse<ShownTestCall>): Promise<void> {
  const account = findAccount(req)
  const received = await paymentNotificationService(req.scope).receiveTest(account)
  const id = received?.ids[0]
  if (!id) {
    const message = `only ${account.provider} itself can sign a call for account "${account.id}"`
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, message)
  }
  res.json({ test: { webhook_event_id: id } })
}
