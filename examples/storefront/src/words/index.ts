import { de } from "./de"
import { en, type Words } from "./en"
import { es } from "./es"
import { fr } from "./fr"
import { ja } from "./ja"
import { zhCN } from "./zh-CN"

export type { Words } from "./en"

/** The languages of the plugin's own messages, by the tag that a cart has as its locale. */
export const LANGUAGES = {
  en: { name: "English", words: en as Words },
  de: { name: "Deutsch", words: de },
  es: { name: "Español", words: es },
  fr: { name: "Français", words: fr },
  ja: { name: "日本語", words: ja },
  "zh-CN": { name: "简体中文", words: zhCN },
} as const

export type Language = keyof typeof LANGUAGES

const isLanguage = (tag: string | null): tag is Language => tag !== null && Object.hasOwn(LANGUAGES, tag)

/** The language chosen before, or the first of the browser's that there is. */
export function firstLanguage(): Language {
  const chosen = localStorage.getItem("language")
  if (isLanguage(chosen)) return chosen
  for (const tag of navigator.languages) {
    const [primary = ""] = tag.split("-")
    const known = primary === "zh" ? "zh-CN" : primary
    if (isLanguage(known)) return known
  }
  return "en"
}

/** `fill("Pay {amount}", { amount: "€25" })` */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
