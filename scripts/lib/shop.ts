import { demoData } from "../../examples/store/src/demo-data"
import { jsonCaller, type JsonCall } from "./http"
import { logIn, type StoreFacts } from "./store-facts"

/** A cart as far as shopping needs it; amounts are major units. */
export interface Cart {
  readonly id: string
  readonly email: string | null
  readonly total: number
  readonly currency_code: string
  readonly completed_at: string | null
}

export interface PaymentSession {
  readonly id: string
  readonly provider_id: string
  readonly status: string
  readonly amount: number
  readonly currency_code: string
  /** The payment provider's data; the sandbox's holds the gateway payment's `id`. */
  readonly data: { readonly id: string } & Readonly<Record<string, unknown>>
}

export interface Order {
  readonly id: string
  readonly display_id: number
  readonly email: string
  readonly total: number
  readonly currency_code: string
  readonly payment_status: string
}

/** Reply of `GET /store/carts/:id/payment-status` and its order twin; amounts are major units. */
export interface PaymentStatus {
  readonly state: string
  readonly version: number
  readonly amount: number
  readonly captured_amount: number
  readonly currency_code: string
  readonly reason_code: string | null
  readonly order_id: string | null
  readonly order_display_id: number | null
  readonly updated_at: string
}

export type Completion =
  | { readonly type: "order"; readonly order: Order }
  | { readonly type: "cart"; readonly cart: Cart; readonly error: { readonly message: string; readonly type: string } }

export interface ReadyCart {
  readonly cart: Cart
  readonly session: PaymentSession
  /** The gateway's id of the payment. */
  readonly paymentId: string
}

export interface CheckoutOptions {
  email?: string
  regionId?: string
  quantity?: number
  locale?: string
  /** The telephone number on the shipping address. */
  phone?: string
  /** Put into the payment session's `data`: `{ capture_mode: "manual" }` for the sandbox. */
  sessionData?: Record<string, unknown>
}

export const SANDBOX = "pp_sandbox_sandbox"

const ADDRESS = { first_name: "Ada", last_name: "Example", address_1: "Example Street 1", postal_code: "10115", city: "Berlin" }

/** A storefront's calls, one function each, over real HTTP. */
export function createShop(storeUrl: string, facts: StoreFacts, token?: string) {
  const call: JsonCall = jsonCaller(storeUrl, {
    "x-publishable-api-key": facts.publishableKey,
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  })
  const countryOf = (regionId: string): string =>
    demoData.regions.find(({ currency }) => facts.regionIds[currency] === regionId)?.countries[0] ?? "de"

  const createCart = async ({ email, regionId = facts.regionId, locale }: CheckoutOptions = {}, more: object = {}) =>
    (
      await call<{ cart: Cart }>("POST", "/store/carts", {
        region_id: regionId,
        ...(email ? { email } : {}),
        ...(locale ? { locale } : {}),
        ...more,
      })
    ).cart
  const addItem = async (cartId: string, quantity = 1, variantId = facts.variantId) =>
    (await call<{ cart: Cart }>("POST", `/store/carts/${cartId}/line-items`, { variant_id: variantId, quantity })).cart
  const setAddress = async (cartId: string, email: string, countryCode = "de") =>
    (
      await call<{ cart: Cart }>("POST", `/store/carts/${cartId}`, {
        email,
        shipping_address: { ...ADDRESS, country_code: countryCode },
      })
    ).cart
  const findShipping = async (cartId: string) => {
    const path = `/store/shipping-options?cart_id=${cartId}`
    return (await call<{ shipping_options: { id: string }[] }>("GET", path)).shipping_options[0]?.id
  }
  const addShipping = async (cartId: string, optionId?: string) => {
    const option_id = optionId ?? (await findShipping(cartId))
    return (await call<{ cart: Cart }>("POST", `/store/carts/${cartId}/shipping-methods`, { option_id })).cart
  }
  const shippingOptions = new Map<string, string | undefined>()
  const createPaymentSession = async (cartId: string, data?: Record<string, unknown>, providerId = SANDBOX) => {
    const { payment_collection } = await call<{ payment_collection: { id: string } }>("POST", "/store/payment-collections", {
      cart_id: cartId,
    })
    const reply = await call<{ payment_collection: { payment_sessions: PaymentSession[] } }>(
      "POST",
      `/store/payment-collections/${payment_collection.id}/payment-sessions`,
      { provider_id: providerId, ...(data ? { data } : {}) },
    )
    // The newest: older sessions of the cart stay listed for a moment after they have been replaced.
    return reply.payment_collection.payment_sessions.filter((session) => session.provider_id === providerId).at(-1)!
  }

  return {
    call,
    countryOf,
    createCart,
    addItem,
    setAddress,
    addShipping,
    createPaymentSession,
    cart: async (cartId: string) => (await call<{ cart: Cart }>("GET", `/store/carts/${cartId}`)).cart,
    complete: (cartId: string) => call<Completion>("POST", `/store/carts/${cartId}/complete`),
    order: async (orderId: string) => (await call<{ order: Order }>("GET", `/store/orders/${orderId}`)).order,
    paymentStatus: async (cartId: string) =>
      (await call<{ payment_status: PaymentStatus }>("GET", `/store/carts/${cartId}/payment-status`)).payment_status,
    orderPaymentStatus: async (orderId: string) =>
      (await call<{ payment_status: PaymentStatus }>("GET", `/store/orders/${orderId}/payment-status`)).payment_status,

    /**
     * A cart that lacks only the money: item, address, shipping and a payment session. It takes as few calls as Medusa allows,
     * because each has Medusa compute the whole cart again: tests do this hundreds of times.
     */
    checkout: async ({
      email = uniqueEmail(),
      quantity = 1,
      sessionData,
      phone,
      ...rest
    }: CheckoutOptions = {}): Promise<ReadyCart> => {
      const { regionId = facts.regionId } = rest
      const { id } = await createCart(
        { ...rest, email },
        {
          items: [{ variant_id: facts.variantId, quantity }],
          shipping_address: { ...ADDRESS, country_code: countryOf(regionId), ...(phone && { phone }) },
        },
      )
      if (!shippingOptions.has(regionId)) shippingOptions.set(regionId, await findShipping(id))
      const cart = await addShipping(id, shippingOptions.get(regionId))
      const session = await createPaymentSession(id, sessionData)
      return { cart, session, paymentId: session.data.id }
    },
  }
}

export type Shop = ReturnType<typeof createShop>

/** The shop as a registered customer sees it. */
export async function createCustomerShop(storeUrl: string, facts: StoreFacts): Promise<Shop> {
  return createShop(storeUrl, facts, await logIn(storeUrl, "customer", facts.customer.email, facts.customer.password))
}

let guests = 0

/** A new address, so that a mailbox can be asked for exactly this guest's messages. */
export const uniqueEmail = (): string => `guest-${Date.now().toString(36)}-${++guests}@example.com`
