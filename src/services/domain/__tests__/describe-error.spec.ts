import { UnmatchedPaymentError } from "../errors"
import { describeError } from "../describe-error"

it("keeps the code and the message of our own errors", () => {
  expect(describeError(new UnmatchedPaymentError("no session"))).toEqual({ code: "unmatched_payment", message: "no session" })
})

it.each([
  [Object.assign(new Error("gone"), { type: "not_found", code: "x" }), { code: "not_found", message: "gone" }],
  [Object.assign(new Error("gone"), { code: "57P01" }), { code: "57P01", message: "gone" }],
  [
    { message: "gone", code: "unmatched_payment" },
    { code: "unmatched_payment", message: "gone" },
  ],
  [new Error("plain"), { code: "unexpected_error", message: "plain" }],
  ["text", { code: "unexpected_error", message: "text" }],
  [null, { code: "unexpected_error", message: "null" }],
  [
    { message: 7, code: 8 },
    { code: "unexpected_error", message: "[object Object]" },
  ],
])("describes %p", (error, expected) => {
  expect(describeError(error)).toEqual(expected)
})

it("keeps to one line that PostgreSQL can store", () => {
  const { message, code } = describeError(Object.assign(new Error("a\r\nb\0c\u001b[31m\u009bd\u2028e"), { code: "x\ny" }))

  expect([message, code]).toEqual(["a b c [31m d e", "x y"])
})

it("keeps no statement, parameter or stack", () => {
  const error = Object.assign(new Error("duplicate key"), { query: "INSERT …", parameters: ["4242"], detail: "Key (x)=(4242)" })

  expect(JSON.stringify(describeError(error))).not.toMatch(/4242|INSERT|at /)
})

it("cuts an endless message", () => {
  expect(describeError(new Error("x".repeat(1e6))).message).toHaveLength(1000)
})
