import { Container } from "@medusajs/ui"
import { useCallback, useEffect, useState, type ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { Failed } from "./failed"
import { Waiting } from "./section"
import { NAMESPACE } from "../../i18n/namespace"

/** A text of those that are loaded later: where it is, all are. */
const ONE_OF_THEM = "figures.title"

/**
 * Shows a page once its texts are there, which are loaded with the first page that needs them: in six languages, they are most of what
 * a page weighs. A part of the bundle of its own holds texts alone. If it held a page, it would import what pages share, and the
 * bundler would move everything into a part, where Tailwind does not look for classes.
 */
export function LaterWords({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation()
  const [areHere, setHere] = useState(() => i18n.exists(ONE_OF_THEM, { ns: NAMESPACE, lng: "en" }))
  const [error, setError] = useState<Error>()
  const load = useCallback(async () => {
    setError(undefined)
    try {
      const { later } = await import("../../i18n/later")
      for (const [language, words] of Object.entries(later)) i18n.addResourceBundle(language, NAMESPACE, words, true, true)
      setHere(true)
    } catch (error) {
      setError(error as Error)
    }
  }, [i18n])
  useEffect(() => {
    if (!areHere) void load()
  }, [areHere, load])
  if (areHere) return <>{children}</>
  return (
    <Container className="p-0">{error ? <Failed error={error} onRetry={() => void load()} /> : <Waiting rows={12} />}</Container>
  )
}
