import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../../../../application/ground/module"
import { answering } from "../../_shared/answering"
import { secretAnswer, type SecretAnswer } from "../../_shared/secret-answer"
import type { RotateSecret } from "../../validators"

/** `POST …/:id/rotate { secret?, overlap_seconds? }`: a new secret, shown this once; the former one signs beside it for a while. */
export async function POST(req: AuthenticatedMedusaRequest<RotateSecret>, res: MedusaResponse<SecretAnswer>): Promise<void> {
  const { overlap_seconds, secret } = req.validatedBody
  await answering(res, async () => {
    const { destinationEditor } = paymentNotificationService(req.scope)
    const rotation = { overlapSeconds: overlap_seconds, ...(secret !== undefined && { secret }) }
    return secretAnswer(await destinationEditor.rotate(req.params.id ?? "", rotation))
  })
}
