/** `msg_method` of the notice that a payer's complaint has changed. */
export const COMPLAINT = "alipay.merchant.tradecomplain.changed"

/** `msg_method` of the notice that a bank has answered to a refund. */
export const DEPOSIT_BACK = "alipay.trade.refund.depositback.completed"

/** Notices about money that no trade's notice repeats, each with what it says. */
const MONEY_NOTICES: ReadonlyMap<string, string> = new Map([
  [COMPLAINT, "says that a payer's complaint has changed, and neither how nor of which trade"],
  [DEPOSIT_BACK, "says that the payer's bank has answered to a refund, and not what the refund amounts to"],
  ["fund_auth_freeze", "says that a payer's money is frozen by a pre-authorization, which is not read as a payment"],
  ["fund_auth_unfreeze", "says that frozen money of a pre-authorization is released"],
  ["fund_auth_operation_cancel", "says that an operation of a pre-authorization is canceled"],
  ["alipay.fund.trans.order.changed", "says that a transfer from the merchant's account has changed"],
  ["alipay.trade.order.settle.notify", "says that the proceeds of a trade are shared out"],
  ["alipay.trade.settle.fail", "says that a settlement to the merchant's bank has failed"],
  ["alipay.trade.settle.dishonoured", "says that the merchant's bank has returned a settlement"],
  ["alipay.open.mini.order.changed", "says that an order of a mini program was paid, delivered or refunded"],
  ["batch_refund_notify", "says how a batch of refunds went, and is not read refund by refund"],
  ["batch_trans_notify", "says how a batch of transfers from the merchant's account went"],
])

/** Notices whose names speak of money, and which say nothing that a trade's notice does not say. */
const HARMLESS: ReadonlyMap<string, string> = new Map([
  ["dut_user_sign", "is about an agreement; each deduction under it is a trade with notices of its own"],
  ["dut_user_unsign", "is about an agreement; each deduction under it is a trade with notices of its own"],
  ["alipay.trade.settle.success", "is about the payout of trades that were reported when they were paid"],
])

/** Words by which the name of a notice that nobody knows speaks of money; "alipay" itself is none of them. */
const MONEY_WORD = /trade|refund|fund|trans(?!form)|settle|complain|dispute|chargeback|deduct|withdraw|(?<!ali)pay/

/** The meaning of a notice that is not about a trade: news about money that a person has to look at, or the reason to pass over it. */
export function meaningOf(type: string): { readonly unclear: string } | { readonly ignored: string } {
  const says = MONEY_NOTICES.get(type)
  if (says) return { unclear: `notice "${type}" ${says}` }
  const harmless = HARMLESS.get(type)
  if (harmless) return { ignored: `notice "${type}" ${harmless}` }
  if (MONEY_WORD.test(type)) return { unclear: `notice "${type}" is not known, and its name speaks of money` }
  return { ignored: `notice "${type}" is not read` }
}
