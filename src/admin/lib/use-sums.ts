import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import { languageTag } from "./language-tag"

/** Writes sums in major units as the dashboard's language does: `€24.00`; a dash where there is none. */
export function useSums(): (major: number | null | undefined, currency: string | null | undefined) => string {
  const { i18n } = useTranslation()
  return useCallback(
    (major, currency) => {
      if (major === null || major === undefined) return "–"
      if (!currency) return String(major)
      return new Intl.NumberFormat(languageTag(i18n.language), { style: "currency", currency }).format(major)
    },
    [i18n.language],
  )
}
