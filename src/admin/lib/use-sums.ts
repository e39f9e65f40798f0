import { useCallback } from "react"
import { useTranslation } from "react-i18next"

/** The dashboard names languages `zhCN`, `ptBR`; `Intl` knows them as `zh-CN`. */
export const tagOf = (language: string): string => language.replace(/^([a-z]{2})([A-Z]{2})$/, "$1-$2")

/** Writes sums in major units as the dashboard's language does: `€24.00`; a dash where there is none. */
export function useSums(): (major: number | null | undefined, currency: string | null | undefined) => string {
  const { i18n } = useTranslation()
  return useCallback(
    (major, currency) => {
      if (major === null || major === undefined) return "–"
      if (!currency) return String(major)
      return new Intl.NumberFormat(tagOf(i18n.language), { style: "currency", currency }).format(major)
    },
    [i18n.language],
  )
}
