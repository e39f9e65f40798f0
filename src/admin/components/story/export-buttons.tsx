import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { download } from "../../lib/download"
import type { StoryKind } from "../../lib/story-kinds"
import { useWords } from "../../lib/use-words"
import type { StoryPayment } from "./use-story"

interface ExportButtonsProps {
  readonly payment: StoryPayment
  readonly kinds: readonly StoryKind[]
}

const FORMATS = ["json", "csv"] as const

/** Save the story, or the kinds of entries that are chosen, as a file. */
export function ExportButtons({ payment, kinds }: ExportButtonsProps) {
  const t = useWords()
  const [busy, setBusy] = useState<(typeof FORMATS)[number]>()
  const save = async (format: (typeof FORMATS)[number]) => {
    setBusy(format)
    try {
      const query = { format, ...(kinds.length && { kind: kinds }) }
      await download(`payments/${payment.id}/story/export`, query, `payment-${payment.id}.${format}`)
    } catch (error) {
      toast.error(t("failed.title"), { description: (error as Error).message })
    } finally {
      setBusy(undefined)
    }
  }
  return (
    <div className="flex gap-2">
      {FORMATS.map((format) => (
        <Button
          key={format}
          size="small"
          variant="secondary"
          isLoading={busy === format}
          aria-label={t("story.export", { format: format.toUpperCase() })}
          onClick={() => void save(format)}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </div>
  )
}
