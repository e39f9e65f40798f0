import { LayoutComposer } from "@medusajs/dashboard/components"
import { useWords } from "../../lib/use-words"
import { Attempts } from "../common/attempts"
import { Loaded } from "../common/loaded"
import { Raw } from "../common/raw"
import { Section } from "../common/section"
import { DeliveryFacts } from "./delivery-facts"
import { useDelivery, type Delivery } from "./use-deliveries"

/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.callbacks.delivery"

const WORDS = { delivered: "messages.delivered", failed: "messages.failed", unknown: "messages.unknown" } as const

/** Every attempt at a delivery, with the beginning of what the receiver answered. */
function DeliveryAttempts({ delivery: { attempts_made } }: { readonly delivery: Delivery }) {
  const t = useWords()
  return (
    <Attempts
      attempts={attempts_made.map((attempt) => ({
        ...attempt,
        outcome: [t(WORDS[attempt.outcome]), attempt.status].filter(Boolean).join(" · "),
        actor: attempt.actor_id,
        at: attempt.ended_at,
        notes: [],
      }))}
    />
  )
}

/** One delivery: its attempts, and what is sent. */
export function DeliveryPage({ id }: { readonly id: string }) {
  const t = useWords()
  return (
    <Loaded title={t("callbacks.deliveries")} answer={useDelivery(id)}>
      {(delivery) => (
        <LayoutComposer
          widgetsZonePrefix={ZONE}
          preferredLayoutId="core:single-column"
          data={delivery}
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="PaymentNotificationsDelivery">
                  <DeliveryFacts delivery={delivery} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="PaymentNotificationsDeliveryAttempts">
                  <DeliveryAttempts delivery={delivery} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="PaymentNotificationsDeliveryBody">
                  <Section title={t("callbacks.body")}>
                    <Raw value={delivery.body} />
                  </Section>
                </LayoutComposer.Entry>
              </>
            ),
          }}
        />
      )}
    </Loaded>
  )
}
