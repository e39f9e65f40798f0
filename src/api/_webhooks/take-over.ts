import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { oneLine } from "../../services/domain/describe-error"
import { UnknownAccountError } from "../../services/domain/errors"
import { UNKNOWN_ACCOUNT } from "../../services/domain/webhook-outcomes"
import { paymentNotificationService } from "../../application/ground/module"
import { acceptWebhook } from "./accept-webhook"
import { refuse } from "./refuse"

/**
 * Answers core's `POST /hooks/payment/:provider` in core's place: same URL at the provider, but the call is verified before the
 * answer, recorded, and applied once. Core accepts the provider's id with and without its `pp_`, and so do we.
 *
 * @consumes any
 * @produces any
 * @answers 204 recorded: the answer of providers that want an empty one
 * @answers 400 the signature or the body is wrong; nothing was recorded
 * @answers 404 no such payment provider is installed
 * @answers 408 the body did not come in time
 * @answers 413 the body is larger than the account's `maxBodyBytes`
 * @answers 415 core's own parser refuses the body: the option `takeOverCoreRoute` is off, and the route is core's
 * @answers 500 a fault of ours: send it again
 * @answers 503 it cannot be recorded now: send it again
 */
export async function takeOverCoreRoute(req: MedusaRequest, res: MedusaResponse<string>): Promise<void> {
  const name = req.params.provider ?? ""
  const id = name.startsWith("pp_") ? name : `pp_${name}`
  if (!(await isInstalled(req.scope, id))) {
    paymentNotificationService(req.scope).tally.count(UNKNOWN_ACCOUNT, "unknown_account")
    const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
    return refuse(res, new UnknownAccountError(`no payment provider "${oneLine(id, 80)}" is installed`), { account: id, logger })
  }
  await acceptWebhook(req, res, paymentNotificationService(req.scope).accounts.findTakenOver(id))
}

const installed = new Set<string>()

/** No id of a payment provider is longer or holds such characters: whoever calls by such a name costs no query. */
const POSSIBLE = /^[^\0-\x20\x7f-\x9f]{1,128}$/

/** Payment providers are registered at boot and stay, so a hit is cached; a miss is queried again. */
async function isInstalled(container: MedusaContainer, id: string): Promise<boolean> {
  if (installed.has(id)) return true
  if (!POSSIBLE.test(id)) return false
  const found = await container.resolve(Modules.PAYMENT).listPaymentProviders({ id: [id], is_enabled: true }, { select: ["id"] })
  for (const provider of found) installed.add(provider.id)
  return installed.has(id)
}
