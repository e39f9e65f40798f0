import { headersOf } from "../kit/headers"

it("reads headers by lower-cased names, as text", () => {
  expect(
    headersOf([
      ["Authorization", Buffer.from("HMAC a:b")],
      ["X-Timestamp", 1_764_000_000],
      ["flag", true],
    ]),
  ).toEqual({ authorization: "HMAC a:b", "x-timestamp": "1764000000", flag: "true" })
})

it("joins a header that is there twice, so that a signature beside another one is no single signature", () => {
  expect(headersOf([["webhook-signature", ["v1,a", "v1,b"]]])).toEqual({ "webhook-signature": "v1,a, v1,b" })
  expect(
    headersOf([
      ["Webhook-Signature", "v1,a"],
      ["webhook-signature", "v1,b"],
    ]),
  ).toEqual({ "webhook-signature": "v1,a, v1,b" })
})

it("leaves out tables and what has no value", () => {
  expect(
    headersOf([
      ["x-death", [{ queue: "a" }]],
      ["table", { queue: "a" }],
      ["none", undefined],
      ["null", null],
    ]),
  ).toEqual({})
})

it("makes an own header of a name that every object has", () => {
  const headers = headersOf([["__proto__", "a"]])

  expect(Object.keys(headers)).toEqual(["__proto__"])
  expect(Object.hasOwn(headersOf([]), "constructor")).toBe(false)
})
