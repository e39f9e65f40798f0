/** The payment provider of the demo, as the buyer's card or bank reaches it: behind this page's own server. */
export interface GatewayPayment {
  readonly id: string
  readonly status: string
  readonly currency: string
  /** Minor units. */
  readonly amount: number
}

type Act = "pay" | "fail" | "refund"

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`/gateway${path}`, {
    method,
    ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`The provider answered ${response.status}`)
  return (await response.json()) as T
}

export const readPayment = (id: string) => call<GatewayPayment>("GET", `/payments/${encodeURIComponent(id)}`)

/** The buyer's or the provider's act; a signed webhook follows it. */
export const act = (id: string, verb: Act, body: object = {}) =>
  call<unknown>("POST", `/payments/${encodeURIComponent(id)}/${verb}`, body)

const KEY = "payment:"

/** The provider's payment of a cart or an order, for the buttons that play the provider. A real storefront keeps no such thing. */
export const rememberPayment = (owner: string, payment: string): void => localStorage.setItem(KEY + owner, payment)
export const recallPayment = (owner: string): string | null => localStorage.getItem(KEY + owner)
