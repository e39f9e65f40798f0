import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { describeAccounts } from "../../../../application/accounts/describe-account"
import { paymentNotificationService } from "../../../../application/ground/module"
import { reading } from "../_shared/reading"
import type { ShownAccounts } from "./answers"

/** `GET /admin/payment-notifications/accounts`: the configured accounts, and how they fare. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownAccounts>): Promise<void> {
  const service = paymentNotificationService(req.scope)
  await reading(res, async () => ({
    accounts: await describeAccounts(service, service.options.accounts),
  }))
}
