import { fieldErrors } from "../field-errors"

const FIELDS = ["url", "headers", "keyId", "facts", "timeout_seconds"]

it("puts each problem of a config at its field", () => {
  const message = "config.url must be text; is the environment variable set?; config.headers.x-key must be 1 to 4,096 characters"

  expect(fieldErrors(message, FIELDS)).toEqual({
    of: {
      url: "url must be text; is the environment variable set?",
      headers: "headers.x-key must be 1 to 4,096 characters",
    },
    rest: undefined,
  })
})

it.each([
  ["facts must hold at least one of *, payment.*", { facts: "facts must hold at least one of *, payment.*" }],
  [
    "Invalid request: Value for field 'timeout_seconds' too big, expected at most: '60'",
    { timeout_seconds: "Invalid request: Value for field 'timeout_seconds' too big, expected at most: '60'" },
  ],
])("finds the field of %s", (message, of) => {
  expect(fieldErrors(message, FIELDS)).toEqual({ of, rest: undefined })
})

it("keeps what is about no single field", () => {
  const message = "config cannot begin to sign: this destination has no secret"
  expect(fieldErrors(message, FIELDS)).toEqual({ of: {}, rest: message })
  expect(fieldErrors(undefined, FIELDS)).toEqual({ of: {}, rest: undefined })
})
