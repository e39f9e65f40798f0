import { readText } from "../kit/fields"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { DEPOSIT_BACK } from "./kinds"
import type { AlipayNotice } from "./notice"
import type { AlipayOptions } from "./options"
import { askRefund, refundFact, SUCCEEDED, type RefundAnswer } from "./query-refund"

interface Named {
  readonly out_request_no: string
  readonly out_trade_no: string
  readonly trade_no?: string
}

/** The numbers by which a refund can be asked for. Both trades' numbers would be checked against each other: one is enough. */
function namedIn({ about }: AlipayNotice): Named | undefined {
  const content = (about ?? {}) as Readonly<Record<string, unknown>>
  const [out_request_no, out_trade_no, trade_no] = ["out_request_no", "out_trade_no", "trade_no"].map((name) =>
    readText(content[name]),
  )
  return out_request_no && out_trade_no ? { out_request_no, out_trade_no, ...(trade_no && { trade_no }) } : undefined
}

/**
 * The refund behind a bank's answer. The notice tells the part that went to a bank card, which may be less than the refund, so
 * that only Alipay's answer to a query makes a fact. Undefined where nobody can be asked, or the answer knows of no success.
 */
export function refundOf(payload: AlipayNotice, { privateKey }: AlipayOptions): Reading | undefined {
  const named = namedIn(payload)
  if (!named) return undefined
  if (!("asked" in payload)) return privateKey ? { facts: [], refetch: true } : undefined
  const answer = payload.asked as RefundAnswer | null
  if (answer?.refund_status !== SUCCEEDED || answer.out_request_no !== named.out_request_no) return undefined
  return { facts: [refundFact(named.out_request_no, answer, named)] }
}

/** Asks Alipay for the refund that a bank has answered to. Throws ProviderUnavailableError. */
export async function refetchAlipay(
  event: ProviderEvent<AlipayNotice>,
  context: ProviderContext<AlipayOptions>,
): Promise<ProviderEvent<AlipayNotice>> {
  const { type, payload } = event
  const named = namedIn(payload)
  if (type !== DEPOSIT_BACK || !named || !context.options.privateKey) return event
  const { out_request_no, trade_no, out_trade_no } = named
  const asked: Readonly<Record<string, string>> = trade_no ? { trade_no } : { out_trade_no }
  return { ...event, payload: { ...payload, asked: (await askRefund(asked, out_request_no, context)) ?? null } }
}
