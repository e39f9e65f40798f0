import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import { NAMESPACE } from "../i18n/namespace"
import type { LaterWords, Words } from "../i18n/words"

type Paths<T> = {
  [Name in keyof T & string]: T[Name] extends string ? Name : `${Name}.${Paths<T[Name]>}`
}[keyof T & string]

/** The place of a text, such as `bell.label`. */
export type WordKey = Paths<Words> | Paths<LaterWords>

/** The texts of the plugin in the dashboard's language, with the values that they name. */
export function useWords(): (key: WordKey, values?: Readonly<Record<string, string | number>>) => string {
  const { t } = useTranslation(NAMESPACE)
  return useCallback((key, values) => t(key, { ...values }) as string, [t])
}
