import { LayoutComposer } from "@medusajs/dashboard/components"
import { useWords } from "../../lib/use-words"
import { Loaded } from "../common/loaded"
import { MessageAttempts } from "./message-attempts"
import { MessageFacts } from "./message-facts"
import { MessageLinks } from "./message-links"
import { useMessage } from "./use-message"

/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.messages.details"

/** One message: what became of it, and every attempt to send it. */
export function MessagePage({ id }: { readonly id: string }) {
  const t = useWords()
  return (
    <Loaded title={t("messages.title")} answer={useMessage(id)}>
      {(message) => (
        <LayoutComposer
          widgetsZonePrefix={ZONE}
          preferredLayoutId="core:two-column"
          data={message}
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="PaymentNotificationsMessage">
                  <MessageFacts message={message} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="PaymentNotificationsMessageAttempts">
                  <MessageAttempts message={message} />
                </LayoutComposer.Entry>
              </>
            ),
            side: (
              <LayoutComposer.Entry id="PaymentNotificationsMessageLinks">
                <MessageLinks message={message} />
              </LayoutComposer.Entry>
            ),
          }}
        />
      )}
    </Loaded>
  )
}
