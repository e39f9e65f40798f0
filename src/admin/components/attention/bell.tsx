import { CurrencyDollar } from "@medusajs/icons"
import { clx, IconButton, Popover } from "@medusajs/ui"
import { useState } from "react"
import { useOverview } from "./use-overview"
import { isForbidden } from "../../lib/is-forbidden"
import { useWords } from "../../lib/use-words"
import { MostUrgent } from "./most-urgent"

/** More is not read at a glance. */
const MOST_SHOWN = 99

/** How many matters want a person, and the most urgent of them. Nothing for somebody who may not read payments. */
export function Bell() {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useOverview()
  if (isForbidden(error)) return null
  const { open = 0, open_is_capped = false, overdue = 0, due_soon = 0 } = data?.overview ?? {}
  const label = error ? t("bell.failed") : open ? t("bell.label", { n: open_is_capped ? `${open}+` : open }) : t("bell.none")
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <span className="relative inline-flex">
        <Popover.Trigger asChild>
          <IconButton
            variant="transparent"
            size="small"
            aria-label={label}
            title={label}
            data-testid="payment-notifications-bell"
            className="text-ui-fg-muted hover:text-ui-fg-subtle"
          >
            <CurrencyDollar />
          </IconButton>
        </Popover.Trigger>
        {open > 0 && (
          <span
            aria-hidden
            className={clx(
              "pointer-events-none absolute -end-1 -top-1 min-w-4 rounded-full border px-1 text-center text-[10px] leading-[14px]",
              overdue + due_soon > 0
                ? "border-ui-tag-red-border bg-ui-tag-red-bg text-ui-tag-red-text"
                : "border-ui-tag-orange-border bg-ui-tag-orange-bg text-ui-tag-orange-text",
            )}
          >
            {open > MOST_SHOWN ? `${MOST_SHOWN}+` : open}
          </span>
        )}
      </span>
      <Popover.Content align="end" aria-label={t("list.title")} className="w-[360px] max-w-[calc(100vw-24px)] p-0">
        {isOpen && <MostUrgent overdue={overdue} dueSoon={due_soon} onLeave={() => setOpen(false)} />}
      </Popover.Content>
    </Popover>
  )
}
