import fc from "fast-check"
import { assertProperty } from "../../../__tests__/assert-property"
import { exponentOf, roundToMinor, toMajor, toMinor } from "../money"

describe("exponentOf", () => {
  it.each([
    ["EUR", 2],
    ["eur", 2],
    ["JPY", 0],
    ["KRW", 0],
    ["KWD", 3],
    ["TND", 3],
    ["CLF", 4],
    ["ZZZ", 2],
  ])("%s has %d digits", (code, digits) => expect(exponentOf(code)).toBe(digits))

  // Everyday use leaves out digits that ISO 4217 and providers count; Intl then says 0.
  it("differs from Intl only where Intl knows no digits at all", () => {
    const intl = (currency: string) =>
      new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits
    const others = Intl.supportedValuesOf("currency").filter((code) => intl(code) !== exponentOf(code))
    expect(others.filter((code) => intl(code) !== 0)).toEqual([])
    expect(["HUF", "IDR", "COP", "PKR"].map(exponentOf)).toEqual([2, 2, 2, 2])
  })
})

describe("toMinor", () => {
  it.each<[string | number, string, bigint]>([
    ["24.95", "EUR", 2495n],
    [24.95, "EUR", 2495n],
    [0.29, "EUR", 29n], // 0.29 * 100 is 28.999999999999996
    [1.1, "EUR", 110n],
    ["24.9", "EUR", 2490n],
    ["24", "EUR", 2400n],
    ["24.9500", "EUR", 2495n],
    [" 24.95 ", "EUR", 2495n],
    ["-0.05", "EUR", -5n],
    [2495, "JPY", 2495n],
    ["2495.00", "JPY", 2495n],
    ["1.234", "KWD", 1234n],
    ["1.2", "KWD", 1200n],
    ["24.95", "HUF", 2495n],
    [1e21, "EUR", 10n ** 23n],
    ["90071992547409.93", "EUR", 9007199254740993n],
    ["0.000001e4", "EUR", 1n],
  ])("%s %s is %d", (major, currency, minor) => expect(toMinor(major, currency)).toBe(minor))

  it.each<[string | number, string]>([
    ["24.951", "EUR"],
    [1e-7, "EUR"],
    ["0.5", "JPY"],
    ["1.2345", "KWD"],
  ])("refuses %s %s as finer than the currency", (major, currency) => expect(() => toMinor(major, currency)).toThrow(/finer/))

  it.each<string | number>(["", "abc", "1,5", "1.", ".5", "0x10", "1 000", "--1", "٢٤", NaN, Infinity])(
    "refuses %s as no decimal",
    (major) => {
      expect(() => toMinor(major, "EUR")).toThrow(/not a decimal/)
      expect(() => roundToMinor(major, "EUR")).toThrow(/not a decimal/)
    },
  )
})

describe("roundToMinor", () => {
  it.each<[string | number, string, bigint]>([
    ["24.954", "EUR", 2495n],
    ["24.955", "EUR", 2496n],
    ["-24.955", "EUR", -2496n],
    [24.950000000000003, "EUR", 2495n],
    ["0.5", "JPY", 1n],
    ["1.2345", "KWD", 1235n],
    ["24.95", "EUR", 2495n],
  ])("%s %s is %d", (major, currency, minor) => expect(roundToMinor(major, currency)).toBe(minor))
})

describe("toMajor", () => {
  it.each<[bigint, string, string]>([
    [2495n, "EUR", "24.95"],
    [5n, "EUR", "0.05"],
    [0n, "EUR", "0.00"],
    [-5n, "EUR", "-0.05"],
    [2495n, "JPY", "2495"],
    [1234n, "KWD", "1.234"],
  ])("%d %s is %s", (minor, currency, major) => expect(toMajor(minor, currency)).toBe(major))

  it("is undone by toMinor for any amount, without the loss a float would bring", () =>
    assertProperty(
      fc.property(
        fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
        fc.constantFrom("EUR", "JPY", "KWD", "CLF", "HUF"),
        (minor, currency) => {
          expect(toMinor(toMajor(minor, currency), currency)).toBe(minor)
          expect(roundToMinor(toMajor(minor, currency), currency)).toBe(minor)
        },
      ),
    ))
})
