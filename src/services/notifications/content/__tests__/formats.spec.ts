import { formatDay, formatMoment } from "../format-date"
import { formatMajor, formatMoney, formatPercent } from "../format-money"

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ")

it.each([
  ["2500", "eur", "en", "€25.00"],
  ["2500", "eur", "de", "25,00 €"],
  ["124950", "eur", "fr", "1 249,50 €"],
  ["2500", "usd", "es", "25,00 US$"],
  ["2500", "cad", "en", "CA$25.00"],
  ["4000", "jpy", "ja", "￥4,000"],
  ["4000", "jpy", "en", "¥4,000"],
  ["2500", "cny", "zh-CN", "¥25.00"],
  ["1234", "kwd", "en", "KWD 1.234"],
  ["100000", "huf", "en", "HUF 1,000.00"],
  ["5", "eur", "en", "€0.05"],
  ["-2500", "eur", "en", "-€25.00"],
  ["123456", "usdt", "en", "1,234.56 USDT"],
])("writes %s of %s in %s as %s", (minor, currency, locale, written) =>
  expect(plain(formatMoney(minor, currency, locale))).toBe(written),
)

it("keeps every digit of sums that no number holds", () => {
  expect(formatMoney("9007199254740993", "eur", "en")).toBe("€90,071,992,547,409.93")
  expect(formatMoney("123456789012345678901234567891", "eur", "en")).toBe("€1,234,567,890,123,456,789,012,345,678.91")
})

it.each([
  ["5", "eur", "€5.00"],
  ["4.50", "eur", "€4.50"],
  ["0.005", "eur", "€0.005"],
  ["500", "jpy", "¥500"],
  ["5.5", null, "5.5"],
])("writes %s in major units of %s as %s", (major, currency, written) => expect(formatMajor(major, currency, "en")).toBe(written))

it("writes per cents with the language's point and sign", () => {
  expect(formatPercent("12.5", "en")).toBe("12.5%")
  expect(plain(formatPercent("12.5", "de"))).toBe("12,5 %")
})

it("writes days and deadlines with the zone, and leaves a text that is no time", () => {
  expect(formatDay("2026-12-31", "en")).toBe("December 31, 2026")
  expect(formatDay("2026-12-31", "en-GB")).toBe("31 December 2026")
  expect(formatDay("2026-12-31", "ja")).toBe("2026年12月31日")
  expect(plain(formatMoment("2026-11-24T16:00:00.000Z", "de"))).toMatch(/^24\. November 2026.* 16:00 UTC$/)
  expect(formatDay("soon", "en")).toBe("soon")
})
