import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withOrders } from "../../../../attention/_shared/with-orders"
import { reading } from "../../../../_shared/reading"
import type { ExportedStory } from "../../../_story/answers"
import { findPayment } from "../../../_story/read-story"
import { readWholeStory } from "../../../_story/read-whole-story"
import { storyCsv, storyFileName } from "../../../_story/story-file"
import type { ExportStoryParams } from "../../../_story/validators"

/**
 * `GET /admin/payment-notifications/payments/:id/story/export?format=csv`: the story as a file, the newest entries first.
 *
 * @produces text/csv
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse<ExportedStory>): Promise<void> {
  const { format, kind } = req.validatedQuery as unknown as ExportStoryParams
  const read = async () => {
    const record = await findPayment(req)
    const [[payment], page] = await Promise.all([withOrders(req, [record]), readWholeStory(req, record, kind)])
    return { payment: payment!, ...page }
  }
  await reading(res, read, (story) => {
    res.setHeader("content-disposition", `attachment; filename="${storyFileName(story.payment, format)}"`)
    res.setHeader("cache-control", "no-store")
    if (format === "json") res.json({ story })
    else (res as MedusaResponse).type("text/csv; charset=utf-8").send(storyCsv(story.entries))
  })
}
