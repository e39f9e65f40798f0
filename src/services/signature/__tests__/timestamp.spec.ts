import { SignatureVerificationError } from "../../domain/errors"
import { requireFresh } from "../timestamp"

const now = new Date("2025-06-01T12:00:00.900Z")
const second = 1748779200

describe("requireFresh", () => {
  it.each([second - 300, second - 1, second, second + 1, second + 300])("takes %d with a tolerance of 300 s", (timestamp) =>
    expect(() => requireFresh(String(timestamp), 300, now)).not.toThrow(),
  )

  it("says how old", () => expect(() => requireFresh(String(second - 301), 300, now)).toThrow(/301 s old/))
  it("says how far ahead", () => expect(() => requireFresh(String(second + 301), 300, now)).toThrow(/301 s ahead/))

  it("takes this second alone with a tolerance of 0", () => {
    expect(() => requireFresh(String(second), 0, now)).not.toThrow()
    expect(() => requireFresh(String(second - 1), 0, now)).toThrow(SignatureVerificationError)
    expect(() => requireFresh(String(second + 1), 0, now)).toThrow(SignatureVerificationError)
  })

  it.each([
    "",
    " ",
    "abc",
    `${second}abc`,
    ` ${second}`,
    `${second} `,
    `${second}.0`,
    `+${second}`,
    `-${second}`,
    `0${second}`,
    "1.748779200e9",
  ])("does not read %j", (text) => expect(() => requireFresh(text, 1e15, now)).toThrow(/not a whole number/))

  it.each(["0x683C3F40", "1_748_779_200", "١٧٤٨٧٧٩٢٠٠", "NaN", "Infinity", "9".repeat(400), `${second}\n`])(
    "does not read %j",
    (text) => expect(() => requireFresh(text, 1e15, now)).toThrow(/not a whole number/),
  )
})
