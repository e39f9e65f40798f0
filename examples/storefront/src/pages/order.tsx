import { usePaymentStatus } from "medusa-payment-notifications/storefront/react"
import { kindOf, titleOf } from "../lib/kind-of"
import { useTitle } from "../lib/route"
import { useShop } from "../lib/shop"
import { useLoaded } from "../lib/use-loaded"
import { Notice } from "../parts/notice"
import { PaymentState } from "../parts/payment-state"
import { ProviderSide } from "../parts/provider-side"

/** A guest comes with the cart's id, which is the permission to see the payment; a customer is signed in. */
export function OrderPage({ orderId, cartId }: { orderId: string; cartId?: string }) {
  const { sdk, words, say, money, language, customer } = useShop()
  const loaded = useLoaded(orderId, async () => (await sdk.store.order.retrieve(orderId)).order)
  const target = cartId ? { cartId } : customer ? { orderId } : null
  const view = usePaymentStatus(target, { store: sdk })
  const order = loaded.value
  const title = order ? say("order", { number: order.display_id ?? "" }) : ""
  useTitle(view.status ? words[titleOf(kindOf(view.status))] : "", title, words.shopName)

  if (!order) {
    return (
      <>
        <h1>{words.orders}</h1>
        <Notice hasFailed={loaded.hasFailed} onRetry={loaded.reload} />
      </>
    )
  }
  return (
    <>
      <h1>{title}</h1>
      <p className="small">{say("placedOn", { date: new Date(order.created_at).toLocaleString(language) })}</p>
      {target ? (
        <PaymentState view={view} />
      ) : (
        customer === null && (
          <p className="panel">
            <a href="#/account">{words.orderSignIn}</a>
          </p>
        )
      )}
      <section className="panel">
        <ul className="lines">
          {order.items?.map((item) => (
            <li key={item.id}>
              <span>
                {item.product_title} × {item.quantity}
              </span>
              <span className="sum">{money(item.unit_price * item.quantity, order.currency_code)}</span>
            </li>
          ))}
        </ul>
        <p className="total">
          <span>{words.total}</span> <strong>{money(order.total, order.currency_code)}</strong>
        </p>
      </section>
      {view.status && <ProviderSide owner={orderId} status={view.status} />}
    </>
  )
}
