import { useEffect, useRef } from "react"
import { useRoute, type Route } from "./lib/route"
import { useShop } from "./lib/shop"
import { AccountPage } from "./pages/account"
import { BankPage } from "./pages/bank"
import { CartPage } from "./pages/cart"
import { OrderPage } from "./pages/order"
import { PayPage } from "./pages/pay"
import { ProductsPage } from "./pages/products"
import { LANGUAGES, type Language } from "./words"

function page([name, first = "", second]: Route) {
  if (name === "cart") return <CartPage cartId={first} />
  if (name === "pay") return <PayPage key={first} cartId={first} />
  if (name === "order") return <OrderPage key={first} orderId={first} cartId={second} />
  if (name === "bank") return <BankPage paymentId={first} />
  if (name === "account") return <AccountPage />
  return <ProductsPage />
}

export function App() {
  const { words, language, setLanguage } = useShop()
  const route = useRoute()
  const main = useRef<HTMLElement>(null)
  const place = route.join("/")
  const isFirst = useRef(true)
  useEffect(() => {
    // A new page begins at its top, for the keyboard and for screen readers, too.
    if (!isFirst.current) main.current?.focus()
    isFirst.current = false
    window.scrollTo(0, 0)
  }, [place])
  const current = (name: string) => ((route[0] ?? "") === name ? ("page" as const) : undefined)
  const skip = () => main.current?.focus()

  return (
    <>
      <header className="bar">
        <button type="button" className="skip" onClick={skip}>
          {words.skip}
        </button>
        <a className="brand" href="#/">
          {words.shopName}
        </a>
        <nav aria-label={words.navigation}>
          <a href="#/" aria-current={current("")}>
            {words.products}
          </a>
          <a href="#/account" aria-current={current("account")}>
            {words.account}
          </a>
        </nav>
        <label className="language">
          <span className="hidden">{words.language}</span>
          <select value={language} onChange={({ target }) => setLanguage(target.value as Language)}>
            {Object.entries(LANGUAGES).map(([tag, { name }]) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </header>
      <main ref={main} tabIndex={-1}>
        {page(route)}
      </main>
      <footer>{words.demo}</footer>
    </>
  )
}
