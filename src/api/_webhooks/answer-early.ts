import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

type Answer = (req: MedusaRequest, res: MedusaResponse) => Promise<void>

/**
 * A middleware that answers the POST of exactly its matcher. Medusa registers middlewares without methods before its several
 * hundred routes, so a webhook answered there is spared the walk past them all.
 */
export const answerEarly =
  (answer: Answer) =>
  async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    // Express has taken the matched prefix off the path.
    if (req.method === "POST" && req.path === "/") return answer(req, res)
    next()
  }
