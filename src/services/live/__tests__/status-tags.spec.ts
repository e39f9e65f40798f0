import type { Hint } from "../hint"
import { StatusTags } from "../status-tags"

function given() {
  let hear: (hint: Hint) => void = () => undefined
  const liveNews = { hear: (hearer: typeof hear) => (hear = hearer), start: () => undefined }
  const tags = new StatusTags({ liveNews: liveNews as never })
  const hint = (given: Partial<Hint>) => hear({ cart_id: null, order_id: null, payment: null, ...given })
  return { tags, hint }
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

it("knows the tag that was read last, for a second from the beginning of the read", () => {
  const { tags } = given()
  const keep = tags.begin("cart:1", "")
  jest.advanceTimersByTime(600)
  keep('"a"')
  expect(tags.isCurrent("cart:1", "", ['"a"'])).toBe(true)
  expect(tags.isCurrent("cart:1", "", ['"b"'])).toBe(false)
  expect(tags.isCurrent("cart:2", "", ['"a"'])).toBe(false)
  jest.advanceTimersByTime(400)
  expect(tags.isCurrent("cart:1", "", ['"a"'])).toBe(false)
})

it("knows it for the customer of the read only", () => {
  const { tags } = given()
  tags.begin("order:1", "cus_1")('"a"')
  expect(tags.isCurrent("order:1", "cus_2", ['"a"'])).toBe(false)
  expect(tags.isCurrent("order:1", "cus_1", ['"a"'])).toBe(true)
})

it.each([
  ["its cart", { cart_id: "1" }, false],
  ["another cart", { cart_id: "2", order_id: "1" }, true],
  ["anything", {}, false],
])("believes it after a hint at %s: %j → %s", (_what, at, isCurrent) => {
  const { tags, hint } = given()
  tags.begin("cart:1", "")('"a"')
  const keep = tags.begin("cart:1", "")
  hint(at)
  expect(tags.isCurrent("cart:1", "", ['"a"'])).toBe(isCurrent)
  // A read that began before the hint may have read what was before it.
  keep('"b"')
  expect(tags.isCurrent("cart:1", "", ['"b"'])).toBe(isCurrent)
})

it("believes none while a request changes the cart, nor one that was read meanwhile", () => {
  const { tags } = given()
  tags.begin("cart:1", "")('"a"')
  const early = tags.begin("cart:1", "")
  const over = tags.suspend("cart:1")
  const meanwhile = tags.begin("cart:1", "")
  early('"a"')
  expect(tags.isCurrent("cart:1", "", ['"a"'])).toBe(false)
  over()
  over()
  meanwhile('"a"')
  expect(tags.isCurrent("cart:1", "", ['"a"'])).toBe(false)
  tags.begin("cart:1", "")('"b"')
  expect(tags.isCurrent("cart:1", "", ['"b"'])).toBe(true)
})

it("keeps neither long keys nor more than ten thousand", () => {
  const { tags } = given()
  const long = `cart:${"x".repeat(200)}` as const
  tags.begin(long, "")('"a"')
  expect(tags.isCurrent(long, "", ['"a"'])).toBe(false)
  for (let i = 0; i <= 10_000; i++) tags.begin(`cart:${i}`, "")('"a"')
  expect(tags.isCurrent("cart:0", "", ['"a"'])).toBe(false)
  expect(tags.isCurrent("cart:1", "", ['"a"'])).toBe(true)
})
