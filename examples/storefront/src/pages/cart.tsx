import { useState, type FormEvent } from "react"
import { preparePayment, readCart } from "../lib/checkout"
import { goTo, useTitle } from "../lib/route"
import { useShop } from "../lib/shop"
import { useLoaded } from "../lib/use-loaded"
import { Notice } from "../parts/notice"

export function CartPage({ cartId }: { cartId: string }) {
  const { sdk, words, money, customer } = useShop()
  const { value: cart, hasFailed, reload } = useLoaded(cartId, () => readCart(sdk, cartId))
  const [email, setEmail] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const [isRefused, setRefused] = useState(false)
  useTitle(words.cart, words.shopName)

  const shownEmail = email ?? customer?.email ?? cart?.email ?? ""
  const busy = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setRefused(false)
    await work().catch(() => setRefused(true))
    setBusy(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!cart) return
    void busy(async () => {
      await preparePayment(sdk, cart, shownEmail)
      goTo("pay", cartId)
    })
  }
  const changeQuantity = (lineId: string, quantity: number) =>
    busy(async () => {
      await sdk.store.cart.updateLineItem(cartId, lineId, { quantity })
      reload()
    })

  if (!cart) {
    return (
      <>
        <h1>{words.cart}</h1>
        <Notice hasFailed={hasFailed} onRetry={reload} />
      </>
    )
  }
  return (
    <>
      <h1>{words.cart}</h1>
      <form className="panel" onSubmit={submit}>
        <ul className="lines">
          {cart.items?.map((item) => (
            <li key={item.id}>
              <span>{item.product_title}</span>
              <label>
                <span>{words.quantity}</span>
                <select
                  value={item.quantity}
                  disabled={isBusy}
                  onChange={({ target }) => void changeQuantity(item.id, Number(target.value))}
                >
                  {[1, 2, 3, 4, 5].map((count) => (
                    <option key={count}>{count}</option>
                  ))}
                </select>
              </label>
              <span className="sum">{money(item.total ?? item.unit_price * item.quantity, cart.currency_code)}</span>
            </li>
          ))}
        </ul>
        <p className="total">
          <span>{words.total}</span> <strong>{money(cart.total, cart.currency_code)}</strong>
        </p>
        <p className="small">{words.deliveryText}</p>
        <label className="field">
          <span>{words.email}</span>
          <input
            type="email"
            required
            autoComplete="email"
            aria-describedby="email-hint"
            value={shownEmail}
            onChange={({ target }) => setEmail(target.value)}
          />
        </label>
        <p id="email-hint" className="small">
          {words.emailHint}
        </p>
        {isRefused && <p role="alert">{words.failedToLoad}</p>}
        <button className="primary" disabled={isBusy}>
          {words.toPayment}
        </button>
      </form>
    </>
  )
}
