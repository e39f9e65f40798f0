import type { PaymentFact } from "../../../../services/domain/facts"
import type { PaymentState } from "../../../../services/domain/states"
import type { PaymentContext } from "../../../ground/payment-context"
import { guardRefunded } from "../guard-double-payment"

const context = (more: Partial<PaymentContext>): PaymentContext => ({
  session: { id: "payses_1", status: "captured", collectionId: "pay_col_1" },
  paymentId: "pay_1",
  isDetached: false,
  hasRefund: false,
  hasOtherSessions: false,
  refunded: 0n,
  isCanceled: false,
  cartId: "cart_1",
  orderId: null,
  notPayable: null,
  expected: { paymentProviderId: "pp_x", currency: "eur", amount: 2500n },
  ...more,
})

const fact = (state: PaymentState): PaymentFact => ({ subject: "payment", state })

it.each<[string, PaymentState, Partial<PaymentContext>, string]>([
  ["core gave back when it could not make the order", "captured", { hasRefund: true }, "has begun to refund"],
  ["is let go before it is captured", "authorized", { hasRefund: true }, "has begun to refund"],
  ["was taken off its cart", "captured", { isDetached: true, cartId: null }, "taken off its cart"],
])("quarantines money that %s", (_what, state, more, detail) => {
  expect(() => guardRefunded(fact(state), context(more))).toThrow(
    expect.objectContaining({ code: "orphan_payment", message: expect.stringContaining(detail) }),
  )
})

it.each<[string, PaymentState, Partial<PaymentContext>]>([
  ["that its order has refunded in part", "captured", { hasRefund: true, orderId: "order_1" }],
  ["of a collection without a cart", "captured", { hasRefund: true, cartId: null }],
  ["that is on its way", "captured", {}],
  ["that did not come", "failed", { isDetached: true }],
])("does not quarantine money %s", (_what, state, more) => {
  expect(() => guardRefunded(fact(state), context(more))).not.toThrow()
})
