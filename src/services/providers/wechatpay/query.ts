import { ProviderUnavailableError } from "../../domain/errors"
import type { Fact } from "../../domain/facts"
import type { PaymentReference, ProviderContext } from "../provider"
import { shortReference } from "../kit/session-reference"
import { askWechatpay } from "./ask"
import type { WechatpayOptions } from "./options"
import { readPayment } from "./payment"
import { queryRefunds } from "./query-refund"
import { readTransaction } from "./resource"

/** A number that becomes part of an address: WeChat Pay's numbers are digits, the merchant's have at most 32 of these characters. */
const NUMBER = /^[0-9A-Za-z_-]{1,32}$/

export const canQueryWechatpay = ({ merchant }: WechatpayOptions, reference?: PaymentReference): boolean =>
  merchant !== undefined && (!reference || numbersOf(reference).length > 0)

/**
 * WeChat Pay's current report of a payment, and of those of its refunds that can be named. It lists no refunds, and says of a
 * refunded payment only that it was refunded, not how much of it.
 */
export async function queryWechatpay(
  reference: PaymentReference,
  context: ProviderContext<WechatpayOptions>,
): Promise<readonly Fact[] | undefined> {
  const { options } = context
  for (const asked of numbersOf(reference)) {
    // Medusa's payment provider may store a number of its own as the payment's: that is none of WeChat Pay's.
    const number = asked.field === "transaction_id" ? "foreign" : "own"
    const reported = await askWechatpay(addressOf(asked, options), readTransaction, context, number)
    if (!reported) continue
    if (reported[asked.field] !== asked.number) {
      throw new ProviderUnavailableError("WeChat Pay answered about another payment than the one asked for")
    }
    const { facts, unclear } = readPayment(reported, undefined, options)
    if (unclear) throw new ProviderUnavailableError(`WeChat Pay's answer is not understood: ${unclear.detail}`)
    return [...facts, ...(await queryRefunds(reference.refundReferences ?? [], reported.out_trade_no, context))]
  }
  return undefined
}

interface Asked {
  readonly field: "transaction_id" | "out_trade_no"
  readonly number: string
}

/** WeChat Pay's own number, which only a paid payment has. Then the merchant's, with room for the short form of a session. */
function numbersOf({ providerPaymentId, sessionId }: PaymentReference): readonly Asked[] {
  const asked: readonly { readonly field: Asked["field"]; readonly number?: string }[] = [
    { field: "transaction_id", number: providerPaymentId },
    { field: "out_trade_no", number: sessionId && shortReference(sessionId) },
  ]
  return asked.filter((one): one is Asked => one.number !== undefined && NUMBER.test(one.number))
}

/** Service providers ask about their sub-merchants' payments at addresses of their own. */
function addressOf({ field, number }: Asked, { mchid, subMchid }: WechatpayOptions): string {
  const place = `transactions/${field === "transaction_id" ? "id" : "out-trade-no"}/${number}`
  return subMchid ? `/v3/pay/partner/${place}?sp_mchid=${mchid}&sub_mchid=${subMchid}` : `/v3/pay/${place}?mchid=${mchid}`
}
