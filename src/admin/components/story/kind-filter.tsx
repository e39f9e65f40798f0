import { Button, Text } from "@medusajs/ui"
import { KIND_WORDS, STORY_KINDS, type StoryKind } from "../../lib/story-kinds"
import { useWords } from "../../lib/use-words"

interface KindFilterProps {
  readonly chosen: readonly StoryKind[]
  readonly hidesMessages: boolean
  readonly onChoose: (kinds: readonly StoryKind[]) => void
}

/** One switch for each kind; none chosen means all. */
export function KindFilter({ chosen, hidesMessages, onChoose }: KindFilterProps) {
  const t = useWords()
  const toggled = (kind: StoryKind) => (chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind])
  return (
    <div role="group" aria-label={t("story.only")} className="flex flex-wrap items-center gap-2 px-6 py-4">
      {STORY_KINDS.filter((kind) => kind !== "message" || !hidesMessages).map((kind) => {
        const isChosen = chosen.includes(kind)
        const words = KIND_WORDS[kind]
        return (
          <Button
            key={kind}
            size="small"
            variant={isChosen ? "primary" : "secondary"}
            aria-pressed={isChosen}
            onClick={() => onChoose(toggled(kind))}
          >
            {words ? t(words) : "Medusa"}
          </Button>
        )
      })}
      {hidesMessages && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("story.messagesHidden")}
        </Text>
      )}
    </div>
  )
}
