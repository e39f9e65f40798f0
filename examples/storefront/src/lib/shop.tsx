import Medusa from "@medusajs/js-sdk"
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react"
import { fill, firstLanguage, LANGUAGES, type Language, type Words } from "../words"
import type { Config } from "./config"

export interface Customer {
  readonly id: string
  readonly email: string
  readonly first_name: string | null
}

/** Everything that the pages share. */
export interface Shop {
  readonly sdk: Medusa
  readonly config: Config
  readonly language: Language
  setLanguage(language: Language): void
  readonly words: Words
  /** A text with its values filled in. */
  say(word: keyof Words, values?: Readonly<Record<string, string | number>>): string
  money(amount: number, currency: string): string
  /** Undefined until it is known whether anybody is signed in. */
  readonly customer: Customer | null | undefined
  /** Reads the customer anew, after a login or a logout. */
  refreshCustomer(): Promise<void>
}

const Context = createContext<Shop | null>(null)

export const useShop = (): Shop => {
  const shop = useContext(Context)
  if (!shop) throw new Error("useShop stands below ShopProvider only")
  return shop
}

export function ShopProvider({ config, children }: { config: Config; children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  const [customer, setCustomer] = useState<Customer | null>()
  const sdk = useMemo(
    () => new Medusa({ baseUrl: config.backendUrl, publishableKey: config.publishableKey, auth: { type: "jwt" } }),
    [config],
  )
  const refreshCustomer = useMemo(
    () => async () => {
      const isSignedIn = Boolean(await sdk.client.getToken())
      const found = isSignedIn ? await sdk.store.customer.retrieve().catch(() => null) : null
      setCustomer(found?.customer ?? null)
    },
    [sdk],
  )
  useEffect(() => {
    void refreshCustomer()
  }, [refreshCustomer])
  useEffect(() => {
    document.documentElement.lang = language
    localStorage.setItem("language", language)
  }, [language])

  const shop = useMemo<Shop>(() => {
    const { words } = LANGUAGES[language]
    return {
      sdk,
      config,
      language,
      setLanguage,
      words,
      say: (word, values = {}) => fill(words[word], values),
      money: (amount, currency) =>
        new Intl.NumberFormat(language, { style: "currency", currency: currency.toUpperCase() }).format(amount),
      customer,
      refreshCustomer,
    }
  }, [sdk, config, language, customer, refreshCustomer])
  return <Context.Provider value={shop}>{children}</Context.Provider>
}
