import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Account } from "../../services/options"
import { paymentNotificationService } from "../../workflows/module"
import { readRequest } from "./read-request"
import { refuse } from "./refuse"
import { wakeWorkers } from "./wake-workers"

/** Where a webhook enters: read the bytes, have them verified and recorded, answer in the provider's dialect, wake a worker. */
export async function acceptWebhook(req: MedusaRequest, res: MedusaResponse, account: Account): Promise<void> {
  const service = paymentNotificationService(req.scope)
  try {
    const request = await readRequest(req, account.maxBodyBytes)
    const payments = req.scope.resolve(Modules.PAYMENT)
    const { reply, due } = await service.receive(account, request, (provider, payload) =>
      payments.getWebhookActionAndData({ provider, payload } as never),
    )
    if (reply.contentType) res.setHeader("content-type", reply.contentType)
    res.status(reply.status).end(reply.body ?? "")
    if (due > 0) wakeWorkers(req.scope)
  } catch (error) {
    const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
    refuse(res, error, { account: account.id, logger, inDialect: (message) => service.refuse(account, message) })
  }
}
