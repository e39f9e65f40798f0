import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { pushOptions } from "../_push/push-options"

/** `GET /store/push-key`: the public key that a browser subscribes with (`applicationServerKey`). */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ push_key: { public_key: pushOptions(req.scope).publicKey } })
}
