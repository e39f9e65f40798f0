import { ProviderUnavailableError } from "../../domain/errors"
import { readText } from "../kit/fields"
import type { ProviderContext, ProviderEvent } from "../provider"
import type { WechatpayEvent } from "./envelope"
import { normalizeWechatpay } from "./normalize"
import type { WechatpayOptions } from "./options"
import { askComplaint } from "./query-complaint"
import { askRefund } from "./query-refund"

/**
 * Asks WeChat Pay for the refund at which a notice of API v2 hints, and for the payment of a complaint. Throws
 * ProviderUnavailableError.
 */
export async function refetchWechatpay(
  event: ProviderEvent<WechatpayEvent>,
  context: ProviderContext<WechatpayOptions>,
): Promise<ProviderEvent<WechatpayEvent>> {
  const { notice, resource = {} } = event.payload
  if (!normalizeWechatpay(event, context).refetch) return event
  const asked =
    notice === "v2"
      ? await askRefund(readText(resource.out_refund_no) ?? "", context)
      : await askComplaint(readText(resource.complaint_id) ?? "", context)
  if (asked && "refund_status" in asked && asked.refund_status === "PROCESSING") {
    throw new ProviderUnavailableError("WeChat Pay has not finished the refund yet; it is asked again later")
  }
  return { ...event, payload: { ...event.payload, asked: asked ?? null } }
}
