import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { describeAccounts } from "../../../../../application/accounts/describe-account"
import { examineAccount } from "../../../../../application/accounts/examine-account"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { reading } from "../../_shared/reading"
import { findAccount } from "../_shared/find-account"
import type { ShownAccount } from "../answers"

/** `GET /admin/payment-notifications/accounts/:id`: one account, with the doctor's findings about it. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownAccount>): Promise<void> {
  const service = paymentNotificationService(req.scope)
  const account = findAccount(req)
  await reading(res, async () => {
    const [described] = await describeAccounts(service, [account])
    return { account: { ...described!, findings: await examineAccount(service, account) } }
  })
}
