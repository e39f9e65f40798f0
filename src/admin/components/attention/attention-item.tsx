import { LayoutComposer } from "@medusajs/dashboard/components"
import { useItem } from "./use-item"
import { Failed } from "../common/failed"
import { ItemDecisions } from "./item-decisions"
import { ItemFacts } from "./item-facts"
import { ItemMatter } from "./item-matter"
import { Section, Waiting } from "../common/section"
import { useWords } from "../../lib/use-words"

/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.attention.details"

/** One matter: what was found, what may be decided about it, and what was. */
export function AttentionItem({ id }: { readonly id: string }) {
  const t = useWords()
  const { data: item, error, refetch } = useItem(id)
  if (!item) {
    return (
      <Section title={t("list.title")} level="h1">
        {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Waiting rows={6} />}
      </Section>
    )
  }
  return (
    <LayoutComposer
      widgetsZonePrefix={ZONE}
      preferredLayoutId="core:two-column"
      data={item}
      sections={{
        main: (
          <>
            <LayoutComposer.Entry id="PaymentNotificationsMatter">
              <ItemMatter item={item} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="PaymentNotificationsDecisions">
              <ItemDecisions item={item} />
            </LayoutComposer.Entry>
          </>
        ),
        side: (
          <LayoutComposer.Entry id="PaymentNotificationsFacts">
            <ItemFacts item={item} />
          </LayoutComposer.Entry>
        ),
      }}
    />
  )
}
