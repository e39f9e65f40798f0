import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { refusalOutcome } from "../../services/domain/webhook-outcomes"
import type { Account } from "../../services/options"
import type { WebhookRequest } from "../../services/providers/provider"
import { withSpan, type Annotate } from "../../services/telemetry/span"
import { paymentNotificationService } from "../../application/ground/module"
import { readRequest } from "./read-request"
import { refuse } from "./refuse"
import { wakeWorkers } from "./wake-workers"

/** The entry of a webhook: read the bytes, verify and record them, answer in the provider's dialect, wake a worker. */
export function acceptWebhook(req: MedusaRequest, res: MedusaResponse<string>, account: Account): Promise<void> {
  return withSpan("webhook.receive", { account: account.id, provider: account.provider }, (annotate) =>
    accept(req, res, account, annotate),
  )
}

async function accept(req: MedusaRequest, res: MedusaResponse<string>, account: Account, annotate: Annotate): Promise<void> {
  const service = paymentNotificationService(req.scope)
  let request: WebhookRequest | undefined
  try {
    request = await readRequest(req, account.maxBodyBytes)
    const payments = req.scope.resolve(Modules.PAYMENT)
    const { reply, outcome, due } = await service.receive(account, request, (provider, payload) =>
      payments.getWebhookActionAndData({ provider, payload } as never),
    )
    if (reply.contentType) res.setHeader("content-type", reply.contentType)
    res.status(reply.status).end(reply.body ?? "")
    const became = outcome.duplicates && !outcome.recorded ? "duplicate" : "accepted"
    service.tally.count(account.id, became)
    // An event that says nothing about a payment is finished on arrival; no worker counts it.
    if (outcome.recorded > due) service.tally.count(account.id, "ignored", outcome.recorded - due)
    annotate({ outcome: became })
    if (due > 0) wakeWorkers(req.scope)
  } catch (error) {
    const outcome = refusalOutcome(error)
    service.tally.count(account.id, outcome)
    annotate({ outcome })
    const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
    refuse(res, error, { account: account.id, logger, inDialect: (message) => service.refuse(account, message, request) })
  }
}
