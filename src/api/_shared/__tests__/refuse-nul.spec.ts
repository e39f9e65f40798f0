import { refuseNul } from "../refuse-nul"

const run = (originalUrl: string, body?: unknown): unknown => {
  let passed: unknown = "not called"
  refuseNul({ originalUrl, body } as never, {} as never, (error?: unknown) => (passed = error))
  return passed
}

it.each([
  ["/store/carts/a%00b/payment-status"],
  ["/admin/payment-notifications/payments?order_id=%00"],
  ["/admin/payment-notifications/payments?x[$like]=a%00"],
])("refuses %s", (url) => {
  expect(run(url)).toMatchObject({ type: "invalid_data" })
})

it.each([[{ note: "a\0b" }], [{ topics: { reward: { "email\0": true } } }], [["a", ["\0"]]]])("refuses the body %j", (body) => {
  expect(run("/x", body)).toMatchObject({ type: "invalid_data" })
})

it.each([
  ["/store/carts/a%2500b", undefined],
  ["/x?q=100%25", { note: "a\nb", n: 1, none: null, list: [true, "c"] }],
])("lets %s pass", (url, body) => {
  expect(run(url, body)).toBeUndefined()
})
