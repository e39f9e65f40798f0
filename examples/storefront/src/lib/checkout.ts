import type Medusa from "@medusajs/js-sdk"
import type { Language } from "../words"

const PROVIDER = "pp_sandbox_sandbox"
const ADDRESS = { first_name: "Ada", last_name: "Example", address_1: "Example Street 1", postal_code: "10115", city: "Berlin" }

/** A cart with one product in it. */
export async function createCart(sdk: Medusa, regionId: string, variantId: string, locale: Language): Promise<string> {
  const body = { region_id: regionId, items: [{ variant_id: variantId, quantity: 1 }], locale }
  const { cart } = await sdk.store.cart.create(body)
  return cart.id
}

export const readCart = async (sdk: Medusa, id: string) => (await sdk.store.cart.retrieve(id)).cart

export type Cart = Awaited<ReturnType<typeof readCart>>

/** Address and shipping, which the demo fills in, and a session at the payment provider. */
export async function preparePayment(sdk: Medusa, { id, region }: Cart, email: string): Promise<void> {
  const country_code = region?.countries?.[0]?.iso_2 ?? "de"
  await sdk.store.cart.update(id, { email, shipping_address: { ...ADDRESS, country_code } })
  const { shipping_options } = await sdk.store.fulfillment.listCartOptions({ cart_id: id })
  const [option] = shipping_options
  if (option) await sdk.store.cart.addShippingMethod(id, { option_id: option.id })
  await startPayment(sdk, id)
}

/** A new session; the one before it ends. */
export async function startPayment(sdk: Medusa, cartId: string): Promise<void> {
  const { cart } = await sdk.store.cart.retrieve(cartId)
  await sdk.store.payment.initiatePaymentSession(cart, { provider_id: PROVIDER })
}

/** The provider's own id of the cart's newest payment. */
export const providerPaymentOf = (cart: Cart): string | undefined => {
  const session = cart.payment_collection?.payment_sessions?.filter(({ provider_id }) => provider_id === PROVIDER).at(-1)
  const id = session?.data?.id
  return typeof id === "string" ? id : undefined
}
