/** Subjects that become facts. */
export type Subject = "payment" | "refund" | "complaint"

const SUBJECTS: ReadonlyMap<string, Subject> = new Map([
  ["TRANSACTION.SUCCESS", "payment"],
  ["TRANSACTION.FAIL", "payment"],
  ["REFUND.SUCCESS", "refund"],
  ["REFUND.ABNORMAL", "refund"],
  ["REFUND.CLOSED", "refund"],
  ["COMPLAINT.CREATE", "complaint"],
  ["COMPLAINT.STATE_CHANGE", "complaint"],
])

/** Events about money that no payment's and no refund's event repeats, each with what it says. */
const MONEY: ReadonlyMap<string, string> = new Map([
  ["TRANSACTION.PAY_BACK", "says that a payer has paid back what WeChat Pay had advanced"],
  ["TRANSACTION.INDUSTRY_SUCCESS", "says that a school's order is paid"],
  ["TRANSACTION.INDUSTRY_FAILED", "says that the payment of a school's order has failed"],
  ["EDU_SCHOOL_PAY.USER_DEBT_STATE_UPDATE", "says that a payer's debt has changed"],
  ["PAYSCORE.USER_PAID", "says that a payer has paid a service order (支付分)"],
  ["PROFITSHARING.SUCCESS", "says that proceeds were shared out"],
  ["PROFITSHARING.RETURN", "says that shared proceeds have gone back"],
  ["MCHTRANSFER.BILL.FINISHED", "says how a transfer from the merchant's account ended"],
  ["MCHTRANSFER.BATCH.FINISHED", "says how a batch of transfers from the merchant's account ended"],
  ["MCHTRANSFER.BATCH.CLOSED", "says that a batch of transfers from the merchant's account was closed"],
  ["MCHTRANSFER.QQWALLETBILL.FINISHED", "says how a transfer from the merchant's account ended"],
  ["MCHWITHDRAW.CHANGE", "says that a withdrawal has changed"],
  ["RECHARGE.SUCCESS", "says that an account was charged up"],
  ["RECHARGE.CLOSED", "says that charging an account up was closed"],
  ["RECHARGE.FUND_RETURNED", "says that money for an account has gone back"],
  ["DISCOUNT_CARD.USER_PAID", "says that what a payer owes for a discount card has changed"],
  ["DISCOUNT_CARD.SETTLEMENT", "says that a payer has settled a discount card"],
  ["RISKTRADE.IDENTIFICATION", "says that WeChat Pay takes an order for a risk"],
  ["VIOLATION.PUNISH", "says that WeChat Pay has punished a merchant, which may hold its money back"],
  ["VIOLATION.INTERCEPT", "says that WeChat Pay has intercepted a merchant, which may hold its money back"],
  ["VIOLATION.APPEAL", "says that a merchant's appeal against WeChat Pay has changed"],
])

/** Events whose names speak of money, and which bring none and take none. */
const HARMLESS: ReadonlyMap<string, string> = new Map([
  ["MCHTRANSFER.AUTHORIZATION.CONFIRMED", "is about an agreement, and moves no money"],
  ["MCHTRANSFER.AUTHORIZATION.CLOSED", "is about an agreement, and moves no money"],
  ["MALL_TRANSACTION.SUCCESS", "is about a mall's loyalty points for a payment to another merchant"],
  ["MALL_REFUND.SUCCESS", "is about a mall's loyalty points for a refund of another merchant"],
  ["PAYSCORE.USER_CONFIRM", "is about a payer's consent; nothing is paid before PAYSCORE.USER_PAID"],
])

/** Words by which the name of an event that nobody knows speaks of money. */
const MONEY_WORD =
  /TRANSACTION|REFUND|PROFITSHARING|TRANSFER|WITHDRAW|RECHARGE|COMPLAINT|VIOLATION|CHARGEBACK|DISPUTE|SETTLE|PAID|PAY_?BACK|DEBT|FUND/

/** The meaning of an event by its type: a subject, news about money that a person has to look at, or a reason to pass over it. */
export function meaningOf(
  type: string,
): { readonly subject: Subject } | { readonly unclear: string } | { readonly ignored: string } {
  const subject = SUBJECTS.get(type)
  if (subject) return { subject }
  const says = MONEY.get(type)
  if (says) return { unclear: `"${type}" ${says}` }
  const harmless = HARMLESS.get(type)
  if (harmless) return { ignored: `event type "${type}" ${harmless}` }
  if (MONEY_WORD.test(type)) return { unclear: `event type "${type}" is not known, and its name speaks of money` }
  return { ignored: `event type "${type}" is not read` }
}
