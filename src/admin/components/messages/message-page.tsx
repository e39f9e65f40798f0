import { LayoutComposer } from "@medusajs/dashboard/components"
import { useWords } from "../../lib/use-words"
import { Failed } from "../shared/failed"
import { Section, Waiting } from "../shared/section"
import { MessageAttempts } from "./message-attempts"
import { MessageFacts } from "./message-facts"
import { MessageLinks } from "./message-links"
import { useMessage } from "./use-message"

/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.messages.details"

/** One message: what became of it, and every attempt to send it. */
export function MessagePage({ id }: { readonly id: string }) {
  const t = useWords()
  const { data: message, error, refetch } = useMessage(id)
  if (!message) {
    return (
      <Section title={t("messages.title")} level="h1">
        {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Waiting rows={6} />}
      </Section>
    )
  }
  const main = (
    <>
      <LayoutComposer.Entry id="PaymentNotificationsMessage">
        <MessageFacts message={message} />
      </LayoutComposer.Entry>
      <LayoutComposer.Entry id="PaymentNotificationsMessageAttempts">
        <MessageAttempts message={message} />
      </LayoutComposer.Entry>
    </>
  )
  const side = (
    <LayoutComposer.Entry id="PaymentNotificationsMessageLinks">
      <MessageLinks message={message} />
    </LayoutComposer.Entry>
  )
  return <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:two-column" data={message} sections={{ main, side }} />
}
