import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Account } from "../../services/options"
import { paymentNotificationService } from "../../application/ground/module"
import { describeCall } from "./read-request"

/** Answers the GET with which some providers try a URL out before they use it; any other GET is 404, as if nothing were here. */
export function answerHandshake(req: MedusaRequest, res: MedusaResponse<string>, account: Account | undefined): void {
  const reply = account && paymentNotificationService(req.scope).handshake(account, describeCall(req))
  if (reply?.contentType) res.setHeader("content-type", reply.contentType)
  res.status(reply?.status ?? 404).end(reply?.body ?? "")
}
