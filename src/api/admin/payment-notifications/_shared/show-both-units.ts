import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { inBothUnits } from "../../../_shared/both-units"

/** Shows the sums of every answer in both units: here, so that no route can forget it. */
export function showBothUnits(_req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const send = res.json.bind(res)
  res.json = (body) => send(inBothUnits(body))
  next()
}
