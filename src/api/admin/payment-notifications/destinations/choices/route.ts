import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { FACT_PATTERNS } from "../../../../../services/domain/delivery-facts"
import type { ShownChoices } from "../answers"

/** `GET /admin/payment-notifications/destinations/choices`: the values that a destination of this store may have. */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownChoices>): Promise<void> {
  const { destinationKinds, options, keyring } = paymentNotificationService(req.scope)
  res.json({
    choices: {
      kinds: [...destinationKinds.keys()],
      facts: FACT_PATTERNS,
      accounts: options.accounts.map(({ id }) => id),
      can_be_made: !keyring.isEmpty,
    },
  })
}
