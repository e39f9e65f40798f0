import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { pushOptions } from "../_push/push-options"

/** The answer of `GET /store/push-key`. */
export interface ShownPushKey {
  readonly push_key: { readonly public_key: string }
}

/**
 * `GET /store/push-key`: the public key that a browser subscribes with (`applicationServerKey`).
 *
 * @answers 404 the store sends no push messages
 */
export async function GET(req: MedusaRequest, res: MedusaResponse<ShownPushKey>): Promise<void> {
  res.json({ push_key: { public_key: pushOptions(req.scope).publicKey } })
}
