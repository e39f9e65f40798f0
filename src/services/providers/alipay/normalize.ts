import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { ambiguitiesOf, contradictionsOf } from "./contradictions"
import { factOf } from "./facts"
import { COMPLAINT, TRADE, tradeNotice, type AlipayNotice } from "./notice"
import type { AlipayOptions } from "./options"
import { reportsOf } from "./reports"

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads a trade's notice as facts. Pure and total. */
export function normalizeAlipay(
  { type, payload }: ProviderEvent<AlipayNotice>,
  { options }: ProviderContext<AlipayOptions>,
): Reading {
  if (payload.notify_type !== TRADE) return ignored(whyNoTrade(type, payload))
  const notice = tradeNotice.safeParse(payload)
  if (!notice.success) return ignored(`"${type}" does not carry a trade`)
  const trade = notice.data
  const contradictions = [...contradictionsOf(trade, options), ...ambiguitiesOf(payload)]
  const facts = reportsOf(trade).map((report) => factOf(report, trade, contradictions))
  return facts.length ? { facts } : ignored(`trade status "${trade.trade_status}" is not read`)
}

function whyNoTrade(type: string, { complain_event_id: complaint }: AlipayNotice): string {
  if (type !== COMPLAINT) return `notice "${type}" is not read`
  return `notice "${type}" tells that complaint ${complaint ?? "(without a number)"} changed and not how; look it up at Alipay`
}
