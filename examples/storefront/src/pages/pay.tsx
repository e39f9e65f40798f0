import type { PaymentStatus } from "medusa-payment-notifications/storefront"
import { usePaymentStatus } from "medusa-payment-notifications/storefront/react"
import { useEffect, useState } from "react"
import { providerPaymentOf, readCart, startPayment } from "../lib/checkout"
import { rememberPayment } from "../lib/gateway"
import { kindOf, titleOf } from "../lib/kind-of"
import { linkTo, useTitle } from "../lib/route"
import { useShop } from "../lib/shop"
import { useLoaded } from "../lib/use-loaded"
import { Notice } from "../parts/notice"
import { PaymentState } from "../parts/payment-state"
import { WaysToPay } from "../parts/ways-to-pay"

const OPEN = ["waiting", "action", "failed"]

/** Distinguishes the provider's reports. Before the first one, only the cart's own time changes. */
const reportOf = ({ version, updated_at }: PaymentStatus): string => (version ? updated_at : "none")

export function PayPage({ cartId }: { cartId: string }) {
  const { sdk, words, say, money, customer } = useShop()
  const cart = useLoaded(cartId, () => readCart(sdk, cartId))
  const view = usePaymentStatus({ cartId }, { store: sdk })
  const { status } = view
  // The buyer acted upon this report; any other one is the provider's answer.
  const [sentAt, setSentAt] = useState<string>()
  const [restartedAt, setRestartedAt] = useState<string>()
  // Until the cart is read anew it names the payment that has ended: nobody must pay that one.
  const [endedId, setEndedId] = useState<string>()
  const report = status && reportOf(status)
  const hasPaid = report !== null && report === sentAt
  const kind = status && (report === restartedAt && !hasPaid ? "waiting" : kindOf(status, hasPaid))
  const paymentId = cart.value && providerPaymentOf(cart.value)
  const orderId = status?.order_id
  useTitle(kind ? words[titleOf(kind)] : words.payTitle, words.shopName)
  useEffect(() => {
    if (!paymentId) return
    rememberPayment(cartId, paymentId)
    if (orderId) rememberPayment(orderId, paymentId)
  }, [cartId, orderId, paymentId])

  const startAnew = async () => {
    if (!status) return
    setEndedId(paymentId)
    await startPayment(sdk, cartId)
    cart.reload()
    setRestartedAt(reportOf(status))
  }

  return (
    <>
      <h1>{words.payTitle}</h1>
      <PaymentState view={view} kind={kind} />
      {kind && OPEN.includes(kind) && paymentId && paymentId !== endedId && (
        <WaysToPay
          paymentId={paymentId}
          amount={money(status.amount, status.currency_code)}
          onSent={() => setSentAt(reportOf(status))}
        />
      )}
      {kind === "ended" && !orderId && (
        <button type="button" className="primary" onClick={() => void startAnew().catch(() => {})}>
          {words.newPayment}
        </button>
      )}
      {orderId && status && (
        <p>
          <a className="button primary" href={customer ? linkTo("order", orderId) : linkTo("order", orderId, cartId)}>
            {say("toOrder", { number: status.order_display_id ?? "" })}
          </a>
        </p>
      )}
      {kind && OPEN.includes(kind) && !cart.value && <Notice hasFailed={cart.hasFailed} onRetry={cart.reload} />}
      <p className="small">{words.otherDevices}</p>
    </>
  )
}
