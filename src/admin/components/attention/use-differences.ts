import { useCallback } from "react"
import { readDifference } from "../../lib/read-difference"
import { useSums } from "../../lib/use-sums"
import { useWords } from "../../lib/use-words"
import type { Item } from "./use-item"

/** Each difference from what was asked for, in the dashboard's language; a provider's own words stay as they are. */
export function useDifferences(): (item: Pick<Item, "data">) => string[] {
  const t = useWords()
  const sums = useSums()
  return useCallback(
    ({ data: { differences } }) =>
      (Array.isArray(differences) ? differences.map(String) : []).map((sentence) => {
        const found = readDifference(sentence)
        if (!found) return sentence
        const values = Object.entries(found.values).map(([name, value]) => [
          name,
          typeof value === "string" ? value : sums(value.major, value.currency),
        ])
        return t(found.key, Object.fromEntries(values) as Record<string, string>)
      }),
    [t, sums],
  )
}
