import { useCallback } from "react"
import { FIGURES, isMeasurable, type FigureName, type Measured } from "./figures"
import { useNumbers } from "../../lib/use-numbers"
import { useWords } from "../../lib/use-words"

/**
 * Writes a figure: a share, a duration, a dash where nothing happened, "n/m" where too little did to say a rate, or dots where it is not
 * read yet.
 */
export function useShown(): (figure: FigureName, measured: Measured | undefined) => string {
  const t = useWords()
  const { share, duration } = useNumbers()
  return useCallback(
    (figure, measured) => {
      if (!measured) return "…"
      if (measured.n === 0) return "–"
      if (!isMeasurable(measured) || measured.value === null) return t("figures.nm")
      return FIGURES[figure].unit === "share" ? share(measured.value) : duration(measured.value)
    },
    [t, share, duration],
  )
}
