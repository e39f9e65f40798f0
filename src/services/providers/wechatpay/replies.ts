import type { WebhookReply } from "../provider"

/** 204 has no body that could be wrong: WeChat Pay takes the status as the answer and would take 200 with FAIL for success. */
export const acknowledgeWechatpay = (): WebhookReply => ({ status: 204 })

/** The text that WeChat Pay shows a merchant for a refused call. The status makes it redeliver. */
export const refuseWechatpay = (message: string): Omit<WebhookReply, "status"> => ({
  contentType: "application/json",
  body: JSON.stringify({ code: "FAIL", message }),
})
