import { orderFormat } from "../order-format"
import type { SourceOrder } from "../order"

const source: SourceOrder = {
  id: "order_1",
  displayId: "1001",
  cartId: "cart_1",
  metadata: { agent: "assistant", checkout: "cs/1", secret: "PLANTED" },
  currency: "USD",
  status: "confirmed",
  lines: [],
  totals: { subtotal: 100n, discount: 0n, shipping: 0n, tax: 0n, total: 100n },
  adjustments: [],
}

const config = {
  url: "https://platform.example/",
  headers: {},
  orders: { agent: "assistant" },
  permalink: "https://shop.example/orders/{order_id}?n={display_id}&c={cart_id}",
}
const acp = { ...config, dialect: "acp", eventNames: { created: "order_create", updated: "order_update" } } as const
const ucp = { ...config, dialect: "ucp", timestampFormat: "unix" } as const

it("writes the platform's ids and the order's page, and nothing else of the metadata", () => {
  const first = orderFormat(acp)?.write(source, true) as any
  expect(first).toMatchObject({
    type: "order_create",
    data: { checkout_session_id: "cart_1", permalink_url: "https://shop.example/orders/order_1?n=1001&c=cart_1" },
  })
  expect(orderFormat(acp)?.write(source, false)).toMatchObject({ type: "order_update" })
  expect(orderFormat({ ...ucp, checkoutIdKey: "checkout" })?.write(source, true)).toMatchObject({ checkout_id: "cs/1" })
  expect(JSON.stringify(first)).not.toContain("PLANTED")
})

it("encodes ids in the order's page", () => {
  const page = { ...ucp, permalink: "https://shop.example/{order_id}" }
  expect(orderFormat(page)?.write({ ...source, id: "../a?b" }, true)).toMatchObject({
    permalink_url: "https://shop.example/..%2Fa%3Fb",
  })
})

it.each<[string, Partial<SourceOrder>, object]>([
  ["another platform's order", { metadata: { agent: "other" } }, {}],
  ["an order of nobody", { metadata: {} }, {}],
  ["a number where a text is meant", { metadata: { agent: 1 } }, { orders: { agent: "1" } }],
  ["a name of every object", { metadata: {} }, { orders: { constructor: "Object" } }],
  ["an order that has one of two entries", {}, { orders: { agent: "assistant", region: "us" } }],
  ["an order without a cart", { cartId: null }, {}],
  ["an order without the platform's checkout id", {}, { checkoutIdKey: "absent" }],
])("writes nothing of %s", (_what, order, changes) => {
  expect(orderFormat({ ...acp, ...changes } as typeof acp)?.write({ ...source, ...order }, true)).toBeUndefined()
})

it("is there for agents' platforms only", () => {
  expect(orderFormat({ url: "https://erp.example/", headers: {}, dialect: "standard-webhooks" })).toBeUndefined()
})
