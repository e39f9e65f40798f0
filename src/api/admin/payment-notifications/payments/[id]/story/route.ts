import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withOrders } from "../../../attention/_shared/with-orders"
import { reading } from "../../../_shared/reading"
import type { ShownStory } from "../../_story/answers"
import { findPayment, readStory } from "../../_story/read-story"
import { decodeStoryCursor, encodeStoryCursor } from "../../_story/story-cursor"
import type { StoryParams } from "../../_story/validators"

/** `GET /admin/payment-notifications/payments/:id/story`: all that happened to a payment, the newest first, page by page. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ShownStory>): Promise<void> {
  const { kind: kinds, limit, cursor } = req.validatedQuery as unknown as StoryParams
  await reading(res, async () => {
    const record = await findPayment(req)
    const before = cursor === undefined ? undefined : decodeStoryCursor(cursor)
    const [[payment], page] = await Promise.all([withOrders(req, [record]), readStory(req, record, { kinds, before, limit })])
    const last = page.entries.at(-1)
    return { story: { payment: payment!, ...page, next_cursor: page.has_more && last ? encodeStoryCursor(last) : null } }
  })
}
