import type { WebhookReply } from "../provider"

/** 204 has no body that could be wrong: WeChat Pay takes the status as the answer and would take 200 with FAIL for success. */
export const acknowledgeWechatpay = (): WebhookReply => ({ status: 204 })

/** What WeChat Pay shows a merchant of a refused call; the status makes it send again. */
export const refuseWechatpay = (message: string): Omit<WebhookReply, "status"> => ({
  contentType: "application/json",
  body: JSON.stringify({ code: "FAIL", message }),
})
