import type { IntakeOutcome, WebhookReply, WebhookRequest } from "../provider"
import { isV2Call } from "./v2/call"

const XML = "text/xml; charset=utf-8"

/**
 * 204 has no body that could be wrong: WeChat Pay takes the status as the answer and would take 200 with FAIL for success. API v2
 * reads the body, in XML, and nothing else.
 */
export const acknowledgeWechatpay = (_outcome: IntakeOutcome, request?: WebhookRequest): WebhookReply =>
  request && isV2Call(request) ? { status: 200, contentType: XML, body: xml("SUCCESS", "OK") } : { status: 204 }

/** The text that WeChat Pay shows a merchant for a refused call. The status makes it redeliver. */
export const refuseWechatpay = (message: string, request?: WebhookRequest): Omit<WebhookReply, "status"> =>
  request && isV2Call(request)
    ? { contentType: XML, body: xml("FAIL", message.replaceAll("]]>", "")) }
    : { contentType: "application/json", body: JSON.stringify({ code: "FAIL", message }) }

const xml = (code: string, message: string): string =>
  `<xml><return_code><![CDATA[${code}]]></return_code><return_msg><![CDATA[${message}]]></return_msg></xml>`
