import { useEffect, useState } from "react"
import { createCart } from "../lib/checkout"
import { goTo, useTitle } from "../lib/route"
import { useShop } from "../lib/shop"
import { useLoaded } from "../lib/use-loaded"
import { Mug } from "../parts/mug"
import { Notice } from "../parts/notice"

export function ProductsPage() {
  const { sdk, words, language, money } = useShop()
  const regions = useLoaded("regions", async () => (await sdk.store.region.list({ fields: "id,name,currency_code" })).regions)
  const [chosen, choose] = useState(() => localStorage.getItem("region"))
  const regionIn = (currency: string | null) => regions.value?.find(({ currency_code }) => currency_code === currency)
  const region = regionIn(chosen) ?? regionIn("eur") ?? regions.value?.[0]
  const products = useLoaded(`products ${region?.id}`, async () =>
    region ? (await sdk.store.product.list({ region_id: region.id, fields: "*variants.calculated_price" })).products : undefined,
  )
  const [isBusy, setBusy] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  useTitle(words.products, words.shopName)
  useEffect(() => {
    if (chosen) localStorage.setItem("region", chosen)
  }, [chosen])

  const add = async (variantId: string) => {
    if (!region) return
    setBusy(true)
    setFailed(false)
    try {
      goTo("cart", await createCart(sdk, region.id, variantId, language))
    } catch {
      setFailed(true)
      setBusy(false)
    }
  }

  return (
    <>
      <div className="heading">
        <h1>{words.products}</h1>
        {regions.value && (
          <label>
            <span>{words.region}</span>
            <select value={region?.currency_code} onChange={({ target }) => choose(target.value)}>
              {regions.value.map(({ id, name, currency_code }) => (
                <option key={id} value={currency_code}>
                  {name} ({currency_code.toUpperCase()})
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {!products.value && (
        <Notice hasFailed={regions.hasFailed || products.hasFailed} onRetry={() => (regions.reload(), products.reload())} />
      )}
      <ul className="products">
        {products.value?.map(({ id, title, variants }) => {
          const [variant] = variants ?? []
          const price = variant?.calculated_price
          return (
            <li key={id} className="product">
              <Mug />
              <div>
                <h2>{title}</h2>
                <p>{words.productText}</p>
                <p className="price">
                  {price?.calculated_amount != null && money(price.calculated_amount, price.currency_code ?? "eur")}
                </p>
                <button type="button" className="primary" disabled={isBusy || !variant} onClick={() => void add(variant!.id)}>
                  {words.addToCart}
                </button>
                {hasFailed && <p role="alert">{words.failedToLoad}</p>}
              </div>
            </li>
          )
        })}
      </ul>
    </>
  )
}
