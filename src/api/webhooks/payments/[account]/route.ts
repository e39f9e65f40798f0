import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { UnknownAccountError } from "../../../../services/domain/errors"
import { UNKNOWN_ACCOUNT } from "../../../../services/domain/webhook-outcomes"
import { paymentNotificationService } from "../../../../application/ground/module"
import { acceptWebhook } from "../../../_webhooks/accept-webhook"
import { answerHandshake } from "../../../_webhooks/answer-handshake"
import { refuse } from "../../../_webhooks/refuse"

/** `POST /webhooks/payments/:account`: the webhooks of a configured account. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.account ?? ""
  const { accounts, tally } = paymentNotificationService(req.scope)
  const account = accounts.find(id)
  if (account) return acceptWebhook(req, res, account)
  tally.count(UNKNOWN_ACCOUNT, "unknown_account")
  const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
  refuse(res, new UnknownAccountError("this account is not configured"), { account: id, logger })
}

/** `GET /webhooks/payments/:account`: a provider tries the URL out. */
export function GET(req: MedusaRequest, res: MedusaResponse): void {
  answerHandshake(req, res, paymentNotificationService(req.scope).accounts.find(req.params.account ?? ""))
}
