import { LayoutComposer } from "@medusajs/dashboard/components"
import { useWords } from "../../lib/use-words"
import { Failed } from "../common/failed"
import { Section, Waiting } from "../common/section"
import { StoryFacts } from "./story-facts"
import { StoryTimeline } from "./story-timeline"
import { useChosenKinds } from "./use-chosen-kinds"
import { useStory } from "./use-story"

/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.payments.details"

/** One payment: its sums, and in one line of time what was reported, what was done about it, and who was notified. */
export function PaymentStory({ id }: { readonly id: string }) {
  const t = useWords()
  const [kinds, setKinds] = useChosenKinds()
  const story = useStory(id, kinds)
  const first = story.data?.pages[0]?.story
  if (!first) {
    return (
      <Section title={t("story.title")} level="h1">
        {story.error ? <Failed error={story.error} onRetry={() => void story.refetch()} /> : <Waiting rows={8} />}
      </Section>
    )
  }
  return (
    <LayoutComposer
      widgetsZonePrefix={ZONE}
      preferredLayoutId="core:two-column"
      data={first.payment}
      sections={{
        main: (
          <LayoutComposer.Entry id="PaymentNotificationsStory">
            <StoryTimeline story={story} first={first} kinds={kinds} onChoose={setKinds} />
          </LayoutComposer.Entry>
        ),
        side: (
          <LayoutComposer.Entry id="PaymentNotificationsPayment">
            <StoryFacts payment={first.payment} />
          </LayoutComposer.Entry>
        ),
      }}
    />
  )
}
