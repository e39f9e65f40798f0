import { useDate } from "@medusajs/dashboard/hooks"
import { clx, Text } from "@medusajs/ui"

/** A deadline; red once it is over. */
export function Due({ by }: { readonly by: string | null }) {
  const { getFullDate } = useDate()
  if (!by) return <Text size="small">–</Text>
  return (
    <Text size="small" className={clx({ "text-ui-fg-error": Date.parse(by) < Date.now() })}>
      <time dateTime={by}>{getFullDate({ date: by, includeTime: true })}</time>
    </Text>
  )
}
