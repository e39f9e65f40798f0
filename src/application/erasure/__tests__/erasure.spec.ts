import { isErased } from "../../../services/domain/erased"
import { countsLine, openLine, type ErasureReport } from "../erasure-report"
import { anyCase } from "../find-person"
import { checkRequest } from "../person-request"
import { pseudonyms } from "../pseudonym"

describe("pseudonyms", () => {
  it("are equal for equal texts within one erasure, and differ in the next", () => {
    const first = pseudonyms()
    const second = pseudonyms()

    expect(first("ada@example.com")).toMatch(/^erased:[\w-]{22}$/)
    expect(first("ada@example.com")).toBe(first("ada@example.com"))
    expect(first("ada@example.com")).not.toBe(first("eve@example.com"))
    expect(first("ada@example.com")).not.toBe(second("ada@example.com"))
  })

  it("hold no part of the text", () => {
    expect(pseudonyms(Buffer.alloc(32, 1))("ada@example.com")).not.toMatch(/ada|example/)
  })
})

describe("a request", () => {
  it.each([
    {},
    { customer_id: "" },
    { email: "" },
    { customer_id: "cus_1", email: "ada@example.com" },
    { email: "ada" },
    { email: "%@% " },
  ])("is refused: %j", (request) => {
    expect(() => checkRequest(request)).toThrow(/erasure/)
  })

  it.each([{ customer_id: "cus_1" }, { email: "Ada@Example.com" }, { customer_id: "cus_1", email: "" }])(
    "is taken: %j",
    (request) => {
      expect(() => checkRequest(request)).not.toThrow()
    },
  )
})

it("finds an address in any case of letters, and takes its wildcards as letters", () => {
  expect(anyCase("a_d%a\\@example.com")).toEqual({ $ilike: "a\\_d\\%a\\\\@example.com" })
})

it.each<[unknown, boolean]>([
  [{ erased: "eras_1", erased_at: "2026-06-01T12:00:00.000Z" }, true],
  [{ erased: true }, false],
  [{ erased: "erased" }, false],
  [[], false],
  [null, false],
  ["eras_1", false],
])("says whether %j was emptied", (value, expected) => expect(isErased(value)).toBe(expected))

describe("the report", () => {
  const erased: ErasureReport["erased"] = {
    payment_webhook_event: 2,
    payment_notification: 0,
    notification: 0,
    payment_method_use: 0,
    reconciliation_finding: 0,
    notification_preference: 1,
    push_subscription: 0,
  }

  it("names the tables that have rows", () => {
    expect(countsLine(erased)).toBe("payment_webhook_event 2, notification_preference 1")
    expect(countsLine({ ...erased, payment_webhook_event: 0, notification_preference: 0 })).toBe("nothing")
  })

  it("says what is not yet erasable", () => {
    const open = { payment_webhook_event: ["pwhe_1"], payment_notification: ["pnot_1", "pnot_2"], reconciliation_finding: [] }
    expect(openLine({ open })).toBe("not yet erasable: 1 event open, 2 messages open")
    expect(
      openLine({ open: { payment_webhook_event: [], payment_notification: [], reconciliation_finding: [] } }),
    ).toBeUndefined()
  })
})
