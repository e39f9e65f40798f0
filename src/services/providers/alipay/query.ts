import { z } from "@medusajs/framework/zod"
import { ProviderUnavailableError } from "../../domain/errors"
import type { Fact } from "../../domain/facts"
import type { PaymentReference, ProviderContext } from "../provider"
import { readable, readableText } from "../kit/fields"
import { shortReference } from "../kit/session-reference"
import { storableText } from "../kit/storable-text"
import { ask } from "./call"
import { factOf } from "./facts"
import { yuan, type AskedTrade } from "./notice"
import type { AlipayOptions } from "./options"
import { queryRefunds } from "./query-refund"
import { reportsOf, type Report } from "./reports"

/** A trade in an answer of `alipay.trade.query`. */
const trade = z.object({
  trade_no: readableText,
  out_trade_no: storableText,
  trade_status: storableText,
  total_amount: yuan.optional(),
  trans_currency: readableText,
  /** The time when the buyer paid; absent on a trade that nobody has paid. */
  send_pay_date: readableText,
  passback_params: readable(z.string()),
})

export const canQueryAlipay = ({ privateKey }: AlipayOptions, reference?: PaymentReference): boolean =>
  privateKey !== undefined && (!reference || candidates(reference).length > 0)

/**
 * Alipay's current report of a trade, and of those of its refunds that can be named. It lists no refunds and reports no sum of
 * them; only a closed trade shows that it was refunded whole.
 */
export async function queryAlipay(
  reference: PaymentReference,
  context: ProviderContext<AlipayOptions>,
): Promise<readonly Fact[] | undefined> {
  for (const asked of candidates(reference)) {
    const answer = await ask("alipay.trade.query", asked, trade, context)
    if (!answer) continue
    if (Object.entries(asked).some(([name, number]) => answer[name as keyof typeof answer] !== number)) {
      throw new ProviderUnavailableError("Alipay answered about another trade than the one asked for")
    }
    const reported = asNotice(answer, context.options)
    const state = reportsOn(reported).map((report) => factOf(report, reported, []))
    return [...state, ...(await queryRefunds(asked, reference.refundReferences ?? [], reported, context))]
  }
  return undefined
}

type Asked = Readonly<Record<string, string>>

/** The numbers by which the trade may be known: Alipay's, then the session as the merchant's, in either of the forms that are read. */
function candidates({ providerPaymentId, sessionId }: PaymentReference): readonly Asked[] {
  // Alipay numbers a trade when the buyer opens it. The id that Medusa's payment provider stores may be a number of its own.
  return [
    ...(providerPaymentId ? [{ trade_no: providerPaymentId }] : []),
    ...(sessionId ? [{ out_trade_no: sessionId }, { out_trade_no: shortReference(sessionId) }] : []),
  ]
}

/** The answer with the field names of a notice. It names no app and no seller: it is this app's answer. */
function asNotice({ send_pay_date, ...answer }: z.output<typeof trade>, { appId }: AlipayOptions): AskedTrade {
  const paid = send_pay_date !== undefined
  return {
    ...answer,
    app_id: appId,
    ...(paid && { gmt_payment: send_pay_date }),
    // A trade that was paid and is closed has been refunded whole: Alipay closes it for nothing else.
    ...(paid && answer.trade_status === "TRADE_CLOSED" && { refund_fee: answer.total_amount }),
  }
}

/** A notice reports one step, an answer the result of all steps: a trade that was refunded whole had been paid before. */
function reportsOn(reported: AskedTrade): readonly Report[] {
  const paid: readonly Report[] =
    reported.trade_status === "TRADE_CLOSED" && reported.gmt_payment
      ? [{ subject: "payment", state: "captured", at: reported.gmt_payment }]
      : []
  const reports = [...paid, ...reportsOf(reported)]
  if (reports.length) return reports
  throw new ProviderUnavailableError(`Alipay answered with a trade of status "${reported.trade_status}", which is not known`)
}
