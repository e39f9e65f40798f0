import { z } from "@medusajs/framework/zod"
import { readJson, requireShape } from "../../../services/providers/kit/read-json"
import type { SmsReceipt } from "./receipt"

const reports = z.array(
  z.object({
    biz_id: z.string().min(1),
    success: z.boolean(),
    err_code: z.string().nullish(),
    out_id: z.string().nullish(),
  }),
)

/**
 * Reads one push of Alibaba Cloud's `SmsReport`, which may hold many reports. Nothing in it is signed: the route has to recognize
 * a stranger's push by other means, such as a secret in its URL. Answer with status 200 and `{"code": 0, "msg": "ok"}`, or it is
 * pushed again. Throws MalformedPayloadError for a body that is no such list.
 */
export function readAliyunReceipts(body: Buffer): SmsReceipt[] {
  return requireShape(reports, readJson(body)).map(({ biz_id, success, err_code, out_id }) => ({
    messageId: biz_id,
    state: success ? "delivered" : "undelivered",
    code: err_code || null,
    idempotencyKey: out_id || null,
  }))
}
