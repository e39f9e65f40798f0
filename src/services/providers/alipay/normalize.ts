import { MalformedPayloadError } from "../../domain/errors"
import type { ProviderContext, ProviderEvent, Reading, Unclear } from "../provider"
import { ambiguitiesOfStored } from "./ambiguities"
import { yuanAmount } from "./amount"
import { contradictionsOf } from "./contradictions"
import { factOf } from "./facts"
import { readTrade, TRADE, type AlipayNotice, type Trade } from "./notice"
import type { AlipayOptions } from "./options"
import { readReferences } from "./reference"
import { reportsOf } from "./reports"
import { readService } from "./service"

/** Reads a trade's notice as facts. Pure and total. */
export function normalizeAlipay(
  event: ProviderEvent<AlipayNotice>,
  { options }: Pick<ProviderContext<AlipayOptions>, "options">,
): Reading {
  const { type, payload } = event
  if (payload.notify_type !== TRADE) return readService(event, options)
  const trade = readStored(payload)
  if (!trade) return { facts: [], unclear: { detail: `the notice "${type}" does not carry a trade that can be read` } }
  const ambiguities = payload.ambiguities ?? ambiguitiesOfStored(payload)
  const contradictions = [...contradictionsOf(trade, options), ...ambiguities]
  const facts = reportsOf(trade).map((report) => factOf(report, trade, contradictions))
  return facts.length ? { facts } : { facts, unclear: unknownStatus(trade) }
}

function readStored(payload: AlipayNotice): Trade | undefined {
  try {
    return readTrade(payload)
  } catch (error) {
    if (error instanceof MalformedPayloadError) return undefined
    throw error
  }
}

/** A status that is not known may mean money. */
function unknownStatus(trade: Trade): Unclear {
  const { sessionId, merchantReference } = readReferences(trade)
  const amount = yuanAmount(trade.total_amount, trade.trans_currency)
  return {
    detail: `trade status "${trade.trade_status}" is not known; look the trade up at Alipay`,
    ...(sessionId && { sessionId }),
    ...(merchantReference && { merchantReference }),
    providerPaymentId: trade.trade_no,
    ...(amount && { amount }),
  }
}
