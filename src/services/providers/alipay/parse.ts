import { MalformedPayloadError } from "../../domain/errors"
import { readText, requireField } from "../kit/fields"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { ambiguitiesOf } from "./ambiguities"
import { textIn } from "./charset"
import { contentOf, type ReadField } from "./content"
import { readForm } from "./form"
import { NAMES, readTrade, TRADE, TRADE_FIELDS, type AlipayNotice } from "./notice"
import { passedSession } from "./reference"
import { reportsOf } from "./reports"
import { readTime } from "./time"

/** The stored fields of a notice that is not about a trade, beside those of its content. */
const ENVELOPE = ["app_id", "auth_app_id", "notify_id", "notify_time", ...NAMES] as const

/**
 * Reads the one notice of a request. Only the fields that are read are stored. Throws MalformedPayloadError for a form that is no
 * notice, and for a trade's notice without its trade.
 */
export function parseAlipay({ rawBody }: WebhookRequest): readonly ProviderEvent<AlipayNotice>[] {
  const form = readForm(rawBody)
  const text = textIn(form.get("charset")?.toString("latin1") || undefined)
  const read: ReadField = (name) => text(form.get(name))
  const id = requireField(readText(read("notify_id")), "notify_id", "must be text of 1 to 255 characters")
  return [{ id, ...(read("notify_type") === TRADE ? readTradeNotice(read, ambiguitiesOf(form)) : readServiceNotice(read)) }]
}

type Event = Omit<ProviderEvent<AlipayNotice>, "id">

function readTradeNotice(read: ReadField, ambiguities: readonly string[]): Event {
  const { passback_params, ...fields } = Object.fromEntries(TRADE_FIELDS.map((name) => [name, read(name)]))
  const passed = passedSession(passback_params)
  const trade = readTrade({ ...fields, passback_params: passed })
  // Not the time of sending: a notice that is redelivered the next day reports on yesterday.
  const occurredAt = readTime(reportsOf(trade).at(-1)?.at) ?? readTime(trade.notify_time)
  const payload = { notify_type: TRADE, ...trade, ...(ambiguities.length && { ambiguities }) }
  return { type: trade.trade_status, ...(occurredAt && { occurredAt }), payload }
}

function readServiceNotice(read: ReadField): Event {
  const type = NAMES.map((name) => readText(read(name))).find(Boolean)
  if (!type) throw new MalformedPayloadError("the form does not say what it is about")
  const occurredAt = readTime(read("notify_time"))
  const envelope = ENVELOPE.flatMap((name) => {
    const value = readText(read(name))
    return value ? [[name, value] as const] : []
  })
  const about = contentOf(type, read)
  return {
    type,
    ...(occurredAt && { occurredAt }),
    payload: { ...Object.fromEntries(envelope), ...(Object.keys(about).length && { about }) },
  }
}
