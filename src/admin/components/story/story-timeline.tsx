import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import type { StoryKind } from "../../lib/story-kinds"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"
import { EntryDetails } from "./entry-details"
import { ExportButtons } from "./export-buttons"
import { KindFilter } from "./kind-filter"
import { StoryEntry } from "./story-entry"
import type { Entry, Story, useStory } from "./use-story"

interface StoryTimelineProps {
  readonly story: ReturnType<typeof useStory>
  readonly first: Story
  readonly kinds: readonly StoryKind[]
  readonly onChoose: (kinds: readonly StoryKind[]) => void
}

/** Entries of one day after the other, as the clock of whoever looks at them has it. */
function byDay(entries: readonly Entry[]): [string, Entry[]][] {
  const days = new Map<string, Entry[]>()
  for (const entry of entries) {
    const day = new Date(entry.at).toDateString()
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return [...days]
}

/** The entries, the newest first, day by day. */
export function StoryTimeline({ story, first, kinds, onChoose }: StoryTimelineProps) {
  const t = useWords()
  const { getFullDate } = useDate()
  const [opened, setOpened] = useState<Entry>()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = story
  const entries = data?.pages.flatMap((page) => page.story.entries) ?? []
  return (
    <Section title={t("story.title")} level="h1" aside={<ExportButtons payment={first.payment} kinds={kinds} />}>
      <KindFilter chosen={kinds} hidesMessages={first.messages_hidden} onChoose={onChoose} />
      {entries.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("list.noMatch")}
        </Text>
      )}
      {byDay(entries).map(([day, ofDay], index) => (
        <section key={day} aria-labelledby={`day-${index}`} className="px-6 py-4">
          <Text asChild size="small" weight="plus" leading="compact" className="text-ui-fg-base pb-3">
            <h2 id={`day-${index}`}>{getFullDate({ date: ofDay[0]!.at })}</h2>
          </Text>
          <ol className="flex flex-col gap-y-4">
            {ofDay.map((entry) => (
              <StoryEntry key={entry.id} entry={entry} onOpen={() => setOpened(entry)} />
            ))}
          </ol>
        </section>
      ))}
      {hasNextPage && (
        <div className="flex items-center justify-between gap-2 px-6 py-4">
          <Text size="small" className="text-ui-fg-subtle">
            {t("story.more", { n: entries.length })}
          </Text>
          <Button size="small" variant="secondary" isLoading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("story.earlier")}
          </Button>
        </div>
      )}
      {opened && <EntryDetails entry={opened} onClose={() => setOpened(undefined)} />}
    </Section>
  )
}
