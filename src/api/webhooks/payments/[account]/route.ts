import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { UnknownAccountError } from "../../../../services/domain/errors"
import { UNKNOWN_ACCOUNT } from "../../../../services/domain/webhook-outcomes"
import { paymentNotificationService } from "../../../../application/ground/module"
import { acceptWebhook } from "../../../_webhooks/accept-webhook"
import { answerHandshake } from "../../../_webhooks/answer-handshake"
import { refuse } from "../../../_webhooks/refuse"

/**
 * `POST /webhooks/payments/:account`: the webhooks of a configured account.
 *
 * @consumes any
 * @produces any
 * @answers 204 recorded: the answer of providers that want an empty one
 * @answers 400 the signature or the body is wrong; nothing was recorded
 * @answers 404 there is no such account
 * @answers 408 the body did not come in time
 * @answers 413 the body is larger than the account's `maxBodyBytes`
 * @answers 500 a fault of ours: send it again
 * @answers 503 it cannot be recorded now: send it again
 */
export async function POST(req: MedusaRequest, res: MedusaResponse<string>): Promise<void> {
  const id = req.params.account ?? ""
  const { accounts, tally } = paymentNotificationService(req.scope)
  const account = accounts.find(id)
  if (account) return acceptWebhook(req, res, account)
  tally.count(UNKNOWN_ACCOUNT, "unknown_account")
  const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
  refuse(res, new UnknownAccountError("this account is not configured"), { account: id, logger })
}

/**
 * `GET /webhooks/payments/:account`: a provider tries the URL out.
 *
 * @produces any
 * @answers 404 there is no such account, or its provider tries no URL out
 */
export function GET(req: MedusaRequest, res: MedusaResponse<string>): void {
  answerHandshake(req, res, paymentNotificationService(req.scope).accounts.find(req.params.account ?? ""))
}
