import { watchCustomerPayments, type PaymentStatus } from "medusa-payment-notifications/storefront"
import { useEffect, useState } from "react"
import { kindOf, titleOf, TONES } from "../lib/kind-of"
import { linkTo } from "../lib/route"
import { useShop } from "../lib/shop"
import { useLoaded } from "../lib/use-loaded"
import { Notice } from "./notice"

const KNOWN: Readonly<Record<string, Parameters<typeof titleOf>[0]>> = {
  captured: "paid",
  authorized: "authorized",
  refunded: "refunded",
  partially_refunded: "partlyRefunded",
  canceled: "ended",
}

/** The customer's orders. Whatever is paid on another of their devices appears here by itself. */
export function OrderList() {
  const { sdk, words, say, money, language } = useShop()
  const query = { limit: 10, order: "-created_at", fields: "+payment_status" }
  const orders = useLoaded("orders", async () => (await sdk.store.order.list(query)).orders)
  const [live, setLive] = useState<Readonly<Record<string, PaymentStatus>>>({})
  const { reload } = orders
  useEffect(() => {
    const watch = new AbortController()
    const onStatus = (status: PaymentStatus) => {
      const { order_id } = status
      if (!order_id || watch.signal.aborted) return
      setLive((old) => ({ ...old, [order_id]: status }))
      reload()
    }
    watchCustomerPayments({ store: sdk, onStatus, signal: watch.signal }).catch(() => {})
    return () => watch.abort()
  }, [sdk, reload])

  return (
    <section className="panel">
      <h2>{words.orders}</h2>
      {!orders.value && <Notice hasFailed={orders.hasFailed} onRetry={reload} />}
      {orders.value?.length === 0 && <p>{words.noOrders}</p>}
      <ul className="lines orders" aria-live="polite">
        {orders.value?.map(({ id, display_id, created_at, total, currency_code, payment_status }) => {
          const kind = live[id] ? kindOf(live[id]) : (KNOWN[payment_status] ?? "waiting")
          return (
            <li key={id} data-kind={kind}>
              <a href={linkTo("order", id)}>{say("order", { number: display_id ?? "" })}</a>
              <span className={`tag ${TONES[kind]}`}>{words[titleOf(kind)]}</span>
              <span className="small">{new Date(created_at).toLocaleDateString(language)}</span>
              <span className="sum">{money(total, currency_code)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
