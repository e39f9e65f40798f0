export type Direction = "ltr" | "rtl"

const RTL_SCRIPTS: ReadonlySet<string> = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm"])

/** The direction in which a language is written, by its script (Arabic, Hebrew, Persian, Urdu … from right to left). */
export const directionOf = (locale: string): Direction =>
  RTL_SCRIPTS.has(new Intl.Locale(locale).maximize().script ?? "") ? "rtl" : "ltr"

const RTL_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Syriac}\p{Script=Nko}\p{Script=Adlam}]/u
const LTR_LETTER = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Kana}\p{Script=Hangul}\d]/u

/** Isolates a value that is written in the other direction than its sentence, so that neither rearranges the other. */
export const isolate = (value: string, direction: Direction): string =>
  (direction === "ltr" ? RTL_LETTER : LTR_LETTER).test(value) ? `\u2068${value}\u2069` : value
