import { MalformedPayloadError } from "../../domain/errors"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { requireShape } from "../kit/read-json"
import { textIn } from "./charset"
import { readForm, type Form } from "./form"
import { COMPLAINT, envelope, TRADE, tradeNotice, type AlipayNotice } from "./notice"
import { reportsOf } from "./reports"
import { readTime } from "./time"

/** The stored fields of notices that are not about a trade: nobody knows which personal data the others hold. */
const KEPT = [
  "app_id",
  "auth_app_id",
  "charset",
  "msg_method",
  "method",
  "notify_id",
  "notify_time",
  "notify_type",
  "service",
  "version",
]

/**
 * Reads the one notice of a request. Throws MalformedPayloadError for a form that is no notice, and for a trade's notice without
 * its trade.
 */
export function parseAlipay({ rawBody }: WebhookRequest): readonly ProviderEvent<AlipayNotice>[] {
  const fields = textsOf(readForm(rawBody))
  const { notify_id: id, notify_type, msg_method, service } = requireShape(envelope, fields, "the form")
  const sent = readTime(fields.notify_time)
  if (notify_type === TRADE) {
    const trade = requireShape(tradeNotice, fields, "the form")
    // Not the time of sending: a notice that is redelivered the next day reports on yesterday.
    const occurredAt = readTime(reportsOf(trade).at(-1)?.at) ?? sent
    return [{ id, type: trade.trade_status, ...(occurredAt && { occurredAt }), payload: fields }]
  }
  const type = msg_method ?? service ?? notify_type
  if (!type) throw new MalformedPayloadError("the form does not say what it is about")
  const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => KEPT.includes(name)))
  const payload = { ...kept, ...(type === COMPLAINT && complaintOf(fields)) }
  return [{ id, type, ...(sent && { occurredAt: sent }), payload }]
}

/** An empty value carries nothing, and the signature has done its work. */
function textsOf(form: Form): AlipayNotice {
  const text = textIn(form.get("charset")?.toString("latin1") || undefined)
  const fields = [...form].map(([name, value]) => [name, text(value)] as const)
  return Object.fromEntries(fields.filter(([name, value]) => value !== "" && name !== "sign"))
}

/** The complaint's number, the only content of its notice. */
function complaintOf({ biz_content = "" }: AlipayNotice): { complain_event_id?: string } {
  const [, id] = /"complain_event_id"\s*:\s*"(\d{1,64})"/.exec(biz_content) ?? []
  return id ? { complain_event_id: id } : {}
}
