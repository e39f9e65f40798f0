import { chooseLocale } from "../choose-locale"
import { directionOf, isolate } from "../direction"
import { catalogs } from "../locales"

const shipped = [...catalogs.keys()]

it.each([
  ["ja", "ja"],
  ["zh-CN", "zh-CN"],
  ["zh", "zh-CN"],
  ["zh-Hans-SG", "zh-CN"],
  ["zh_CN", "zh-CN"],
  ["zh-cn", "zh-CN"],
  ["zh-TW", "zh-CN"],
  ["de-AT", "de"],
  ["de_DE.UTF-8", "de"],
  ["fr-CA", "fr"],
  ["EN-gb", "en"],
  ["pt-BR", "es"],
  ["", "es"],
  [null, "es"],
  ["not a language", "es"],
  ["__proto__", "es"],
])("writes to %p in %s, where Spanish is the store's own", (requested, chosen) =>
  expect(chooseLocale(requested, "es", shipped)).toBe(chosen),
)

it.each([
  ["zh-TW", ["zh-CN", "zh-Hant"], "zh-Hant"],
  ["zh-HK", ["zh-CN", "zh-TW"], "zh-TW"],
  ["pt", ["pt-PT", "pt-BR"], "pt-BR"],
  ["pt-AO", ["pt-BR", "pt"], "pt"],
  ["de-CH", ["de-AT", "de-DE"], "de-DE"],
  ["sr-Latn", ["sr", "sr-Latn-RS"], "sr-Latn-RS"],
])("writes to %s, of %p, in %s", (requested, available, chosen) =>
  expect(chooseLocale(requested, "en", ["en", ...available])).toBe(chosen),
)

it("falls back to the nearest of the store's own language, then to English", () => {
  expect(chooseLocale("ko", "de-CH", shipped)).toBe("de")
  expect(chooseLocale("ko", "ko", shipped)).toBe("en")
})

it.each([
  ["en", "ltr"],
  ["zh-CN", "ltr"],
  ["ar", "rtl"],
  ["he-IL", "rtl"],
  ["fa", "rtl"],
  ["ur-PK", "rtl"],
  ["pa-Arab", "rtl"],
  ["pa", "ltr"],
])("writes %s %s", (locale, direction) => expect(directionOf(locale)).toBe(direction))

it("isolates only text of the other direction", () => {
  expect(isolate("Ada", "ltr")).toBe("Ada")
  expect(isolate("Ada", "rtl")).toBe("\u2068Ada\u2069")
  expect(isolate("עדה", "ltr")).toBe("\u2068עדה\u2069")
  expect(isolate("עדה", "rtl")).toBe("עדה")
})
