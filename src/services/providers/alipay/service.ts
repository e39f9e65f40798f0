import { readText } from "../kit/fields"
import { readReference } from "../kit/session-reference"
import type { ProviderEvent, Reading, Unclear } from "../provider"
import { yuanAmount } from "./amount"
import { refundOf } from "./deposit-back"
import { COMPLAINT, DEPOSIT_BACK, meaningOf } from "./kinds"
import type { AlipayNotice } from "./notice"
import type { AlipayOptions } from "./options"

/** Reads a notice that is not about a trade: put before a person where it speaks of money. */
export function readService({ type, payload }: ProviderEvent<AlipayNotice>, options: AlipayOptions): Reading {
  if (type === DEPOSIT_BACK) {
    const reading = refundOf(payload, options)
    if (reading) return reading
  }
  const meaning = meaningOf(type)
  return "ignored" in meaning
    ? { facts: [], ignored: meaning.ignored }
    : { facts: [], unclear: unclear(meaning.unclear, payload) }
}

/** Rows of older versions hold a complaint's number beside the envelope, and nothing else of such notices. */
function unclear(says: string, { about, ...envelope }: AlipayNotice): Unclear {
  const content = { ...envelope, ...(about as Record<string, unknown> | undefined) }
  const text = (...names: readonly string[]) => names.map((name) => readText(content[name])).find(Boolean)
  const payment = text("trade_no", "auth_no")
  const amount = yuanAmount(text("dback_amount", "amount", "trans_amount", "total_amount"))
  const complaint = text("msg_method") === COMPLAINT ? [`complaint ${text("complain_event_id") ?? "(without a number)"}`] : []
  const numbers = ["out_request_no", "order_id", "settle_no", "batch_no", "operation_type", "status", "dback_status"].flatMap(
    (name) => (text(name) ? [`${name} ${text(name)}`] : []),
  )
  return {
    detail: [`${says}; look it up at Alipay`, ...complaint, ...numbers].join(", "),
    ...readReference(text("out_trade_no", "out_order_no", "out_order_id", "out_biz_no")),
    ...(payment && { providerPaymentId: payment }),
    ...(amount && { amount }),
  }
}
