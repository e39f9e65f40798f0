import fc from "fast-check"
import { assertProperty } from "../../../__tests__/assert-property"
import { bounceAddressOf, decodeKey, encodeKey, keyOfBounceAddress, keyOfMessageId, messageIdOf } from "../message-key"

it("finds any key again in the Message-ID and the bounce address that were made of it", () => {
  assertProperty(
    fc.property(fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }), (key) => {
      expect(decodeKey(encodeKey(key))).toBe(key)
      const messageId = messageIdOf(key, "orders@shop.example")
      expect(messageId).toMatch(/^<[A-Za-z0-9_=-]+@shop\.example>$/)
      if (encodeKey(key).length <= 200) expect(keyOfMessageId(messageId)).toBe(key)
      const address = bounceAddressOf("b+x@shop.example", key)
      expect(address).toMatch(/^b\+x(?:\+[A-Za-z0-9_=-]+)?@shop\.example$/)
      expect(address.indexOf("@")).toBeLessThanOrEqual(64)
      if (address !== "b+x@shop.example") expect(keyOfBounceAddress(address)).toBe(key)
    }),
  )
})

it("leaves ids readable", () => {
  expect(messageIdOf("pmtnotif_01JABC", "orders@shop.example")).toBe("<pmtnotif_01JABC@shop.example>")
  expect(bounceAddressOf("bounces@shop.example", "pmtnotif_01JABC")).toBe("bounces+pmtnotif_01JABC@shop.example")
})

it("hashes a key that is too long for a header, each to another text, and leaves it out of the address", () => {
  const [one, two] = ["a", "b"].map((end) => messageIdOf(`${"k".repeat(300)}${end}`, "orders@shop.example"))
  expect(one).toMatch(/^<[0-9a-f]{64}@shop\.example>$/)
  expect(one).not.toBe(two)
  expect(bounceAddressOf("bounces@shop.example", "k".repeat(60))).toBe("bounces@shop.example")
})

it.each(["", "<a.b@c>", "not an id", "<a b@c>", "<=4@c>", "<a@b"])("finds no key in %j", (messageId) => {
  expect(keyOfMessageId(messageId)).toBeUndefined()
})

it.each(["bounces@shop.example", "bounces+@shop.example", "bounces+a.b@shop.example"])("finds no key in %s", (address) => {
  expect(keyOfBounceAddress(address)).toBeUndefined()
})
