import { useDate } from "@medusajs/dashboard/hooks"
import { useCallback } from "react"
import { useSums } from "../../lib/use-sums"
import { useWords } from "../../lib/use-words"
import { useDifferences } from "./use-differences"
import type { Item } from "./use-item"

type Found = Pick<Item, "kind" | "data" | "detail" | "due_by" | "account" | "amount_major" | "currency_code">

const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined)

/**
 * Says what was found in the dashboard's language, where the item keeps what its sentence was made of; otherwise with the English
 * sentence itself. Older items may lack a value.
 */
export function useFinding(): (item: Found) => string {
  const t = useWords()
  const sums = useSums()
  const differencesOf = useDifferences()
  const { getFullDate } = useDate()
  return useCallback(
    ({ kind, data, detail, due_by, account, amount_major, currency_code }) => {
      const sum = sums(amount_major, currency_code)
      const at = (date: string) => getFullDate({ date, includeTime: true })
      const reason = text(data.reason_code)
      const because = reason && t("findings.reason", { reason })
      if (kind === "dispute" && text(data.state) && currency_code) {
        const what = t(data.state === "warning" ? "findings.warning" : "findings.dispute", { sum })
        const until = due_by ? t("findings.until", { date: at(due_by) }) : t("findings.noDeadline")
        return [what, because, until].filter(Boolean).join("\n")
      }
      if (kind === "refund_failed" && text(data.provider_refund_id) && currency_code) {
        return [t("findings.refundFailed", { sum }), because].filter(Boolean).join("\n")
      }
      const since = text(data.silent_since)
      if (kind === "provider_silent" && since && account && typeof data.usual_gap_minutes === "number") {
        const minutes = Math.max(1, Math.round(data.usual_gap_minutes))
        return t("findings.silent", { account, date: at(since), minutes })
      }
      const differences = kind === "mismatch" ? differencesOf({ data }) : []
      return differences.length ? differences.join("\n") : detail
    },
    [t, sums, getFullDate, differencesOf],
  )
}
