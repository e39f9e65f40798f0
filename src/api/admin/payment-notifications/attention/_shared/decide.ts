import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { Decision } from "../../../../../services/domain/decisions"
import { InvalidAmountError, InvalidStateError } from "../../../../../services/domain/errors"
import { decideAttention } from "../../../../../application/attention/decide/decide"
import { findItem } from "./find-item"
import { presentItem } from "./present-item"
import type { ShownItem } from "../answers"
import { withOrders } from "./with-orders"

/** Carries out a person's decision about an item, on record under the person's id, and answers with the changed item. */
export async function decide(
  req: AuthenticatedMedusaRequest<{ note?: string; amount?: string; updated_at?: string }>,
  res: MedusaResponse<ShownItem>,
  action: Decision,
): Promise<void> {
  const { note = null, amount, updated_at } = req.validatedBody
  const item = await findItem(req.scope, req.params.id ?? "")
  try {
    await decideAttention(req.scope, item, {
      action,
      actor: req.auth_context.actor_id,
      note,
      ...(amount !== undefined && { amount }),
      ...(updated_at !== undefined && { seenAt: new Date(updated_at) }),
    })
  } catch (error) {
    if (error instanceof InvalidStateError) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, error.message)
    if (error instanceof InvalidAmountError) throw new MedusaError(MedusaError.Types.INVALID_DATA, `amount ${error.message}`)
    throw error
  }
  const [attention] = await withOrders(req, [await presentItem(req, await findItem(req.scope, item.id))])
  res.json({ attention: attention! })
}
