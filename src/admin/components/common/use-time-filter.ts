import { useDataTableDateFilters } from "@medusajs/dashboard/hooks"
import type { DataTableFilter } from "@medusajs/ui"

/** A filter by a time of a row, with the spans and the words of the dashboard's own lists. */
export function useTimeFilter(id: string, label: string): DataTableFilter {
  const [byTime] = useDataTableDateFilters()
  return { ...byTime!, id, label }
}
