import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { Decision } from "../../../../../services/domain/decisions"
import { InvalidStateError } from "../../../../../services/domain/errors"
import { decideAttention } from "../../../../../application/attention/decide/decide"
import { findItem } from "./find-item"
import { presentItem } from "./present-item"

/** Carries out a person's decision about an item, on record under the person's id, and answers with the changed item. */
export async function decide(
  req: AuthenticatedMedusaRequest<{ note?: string }>,
  res: MedusaResponse,
  action: Decision,
): Promise<void> {
  const item = await findItem(req.scope, req.params.id ?? "")
  try {
    await decideAttention(req.scope, item, {
      action,
      actor: req.auth_context.actor_id,
      note: req.validatedBody.note ?? null,
    })
  } catch (error) {
    if (error instanceof InvalidStateError) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, error.message)
    throw error
  }
  res.json({ attention: await presentItem(req.scope, await findItem(req.scope, item.id)) })
}
