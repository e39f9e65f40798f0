import fc from "fast-check"
import { assertProperty } from "../../../../__tests__/assert-property"
import { redact } from "../redact"

describe("redact", () => {
  it("masks sensitive names anywhere and leaves the others", () => {
    const payload = {
      id: "evt_1",
      type: "payment.failed",
      amount: 2495,
      currency: "EUR",
      status: "failed",
      customer_id: "cus_1",
      customer: { name: "Ada", Email: "ada@example.com", phone_number: "+49", ip_address: "::1", locale: "de" },
      card: { number: "4242424242424242", cvc: "123", last4: "4242", exp_month: 12 },
      bank: [{ IBAN: "DE1", accountNumber: "1", "account-number": 2, bank_name: "Bank" }],
      auth: { access_token: "t", clientSecret: "s", "X-Signature": "x", Authorization: "Bearer x", password: "p" },
    }
    expect(redact(payload, [])).toEqual({
      ...payload,
      customer: { name: "[redacted]", Email: "[redacted]", phone_number: "[redacted]", ip_address: "[redacted]", locale: "de" },
      card: { number: "[redacted]", cvc: "[redacted]", last4: "4242", exp_month: 12 },
      bank: [{ IBAN: "[redacted]", accountNumber: "[redacted]", "account-number": "[redacted]", bank_name: "Bank" }],
      auth: {
        access_token: "[redacted]",
        clientSecret: "[redacted]",
        "X-Signature": "[redacted]",
        Authorization: "[redacted]",
        password: "[redacted]",
      },
    })
  })

  it("masks text and numbers of a whole branch and keeps its shape", () => {
    expect(redact({ address: { lines: ["a", { house: 7 }], country: null, verified: true } }, [])).toEqual({
      address: { lines: ["[redacted]", { house: "[redacted]" }], country: null, verified: true },
    })
  })

  it("masks dot paths, with * for any key or index", () => {
    const payload = {
      a: { b: "x", c: "y" },
      list: [
        { url: "u", id: 1 },
        { url: "v", id: 2 },
      ],
      b: "z",
    }
    expect(redact(payload, ["a.b", "list.*.url"])).toEqual({
      a: { b: "[redacted]", c: "y" },
      list: [
        { url: "[redacted]", id: 1 },
        { url: "[redacted]", id: 2 },
      ],
      b: "z",
    })
  })

  it("does not take a path's beginning or middle for the whole", () => {
    expect(redact({ a: { b: { c: "x" }, d: "y" }, b: { c: "z" } }, ["a.b.c.d", "b"])).toEqual({
      a: { b: { c: "x" }, d: "y" },
      b: { c: "[redacted]" },
    })
  })

  it.each([
    "id",
    "payment_id",
    "amount",
    "amount_received",
    "currency",
    "type",
    "status",
    "object",
    "livemode",
    "code",
    "decline_code",
    "created",
  ])("never touches %s", (name) => expect(redact({ [name]: "kept" }, [])).toEqual({ [name]: "kept" }))

  it("gives a copy that shares nothing with the payload", () => {
    const payload = { list: [{ a: "x" }], email: "ada@example.com" }
    const before = structuredClone(payload)
    const copy = redact(payload, []) as typeof payload
    copy.list[0] = { a: "changed" }
    expect(payload).toEqual(before)
  })

  it("equals the payload where nothing is sensitive", () =>
    assertProperty(
      fc.property(fc.jsonValue(), (value) => {
        // One-letter keys are no sensitive names; the shapes stay as fast-check makes them.
        const renamed = JSON.parse(JSON.stringify(value, (_key, item: unknown) => rename(item))) as unknown
        expect(redact(renamed, [])).toEqual(renamed)
      }),
    ))

  it("masks under a key called __proto__ and does not lose it", () => {
    const copy = redact(JSON.parse('{"__proto__":{"email":"ada@example.com","a":1}}'), [])
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"email":"[redacted]","a":1}}')
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
    expect(({} as { email?: string }).email).toBeUndefined()
  })

  it("survives nesting that recursion would not", () => {
    const depth = 200_000
    const deep = JSON.parse(`${'{"a":'.repeat(depth)}{"email":"x"}${"}".repeat(depth)}`) as object
    let copy = redact(deep, ["a.*.a"]) as { a?: object; email?: string }
    for (let level = 0; level < depth; level++) copy = copy.a as typeof copy
    expect(copy.email).toBe("[redacted]")
  })

  it("survives a long list", () => {
    const long = { items: Array.from({ length: 200_000 }, (_, id) => ({ id, email: "x" })) }
    expect((redact(long, []) as typeof long).items.at(-1)).toEqual({ id: 199_999, email: "[redacted]" })
  })

  it.each([null, "text", 7, true])("leaves %p as it is", (value) => expect(redact(value, ["a"])).toBe(value))
})

const rename = (item: unknown): unknown =>
  typeof item === "object" && item !== null && !Array.isArray(item)
    ? Object.fromEntries(Object.values(item).map((value, index) => [String.fromCharCode(97 + (index % 26)), value as unknown]))
    : item

describe("a path that begins with !", () => {
  const allowed = ["*", "!id", "!data.object.amount", "!data.object.charge", "!list.*.state", "!secret"]

  it("shows the one value at its end, and nothing else is shown", () =>
    expect(
      redact({ id: "evt_1", other: "x", data: { object: { amount: 5, tax_ids: [{ value: "DE1" }], note: "x" } } }, allowed),
    ).toEqual({
      id: "evt_1",
      other: "[redacted]",
      data: { object: { amount: 5, tax_ids: [{ value: "[redacted]" }], note: "[redacted]" } },
    }))

  it("shows no value below its end: an expanded object is no id", () =>
    expect(redact({ data: { object: { charge: { name_of_payer: "x" } } } }, allowed)).toEqual({
      data: { object: { charge: { name_of_payer: "[redacted]" } } },
    }))

  it("stands for any key with *", () =>
    expect(redact({ list: [{ state: "won", who: "x" }] }, allowed)).toEqual({ list: [{ state: "won", who: "[redacted]" }] }))

  it("shows nothing under a sensitive name, in whatever order the paths are", () => {
    expect(redact({ secret: "x" }, allowed)).toEqual({ secret: "[redacted]" })
    expect(redact({ id: "evt_1" }, allowed.toReversed())).toEqual({ id: "evt_1" })
  })
})
