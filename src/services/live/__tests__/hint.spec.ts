import { ANYWHERE, decodeHint, encodeHint, type Hint } from "../hint"

const hint: Hint = { cart_id: "cart_1", order_id: null, payment: { id: "prec_1", version: 2 } }

it("comes back as it was, at every process but its own", () => {
  expect(decodeHint("other", encodeHint("own", hint))).toEqual(hint)
  expect(decodeHint("own", encodeHint("own", hint))).toBeUndefined()
})

it("means a change anywhere where it cannot be read, or is too long for PostgreSQL", () => {
  for (const text of [undefined, "", "nonsense", "null", "[1]", '{"cart":{}}']) expect(decodeHint("own", text)).toEqual(ANYWHERE)
  const long = encodeHint("other", { ...hint, cart_id: "ä".repeat(4_000) })
  expect(Buffer.byteLength(long)).toBeLessThan(8_000)
  expect(decodeHint("own", long)).toEqual(ANYWHERE)
})
