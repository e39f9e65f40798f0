import { LayoutComposer } from "@medusajs/dashboard/components"
import { useWords } from "../../lib/use-words"
import { Failed } from "../shared/failed"
import { Section, Waiting } from "../shared/section"
import { DestinationDeliveries } from "./destination-deliveries"
import { DestinationFacts } from "./destination-facts"
import { DestinationHealth } from "./destination-health"
import { useDestination } from "./use-destinations"

/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.callbacks.details"

/** One destination: what it gets, how it goes, and every delivery to it. */
export function DestinationPage({ id }: { readonly id: string }) {
  const t = useWords()
  const { data: destination, error, refetch } = useDestination(id)
  if (!destination) {
    return (
      <Section title={t("callbacks.title")} level="h1">
        {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Waiting rows={6} />}
      </Section>
    )
  }
  const main = (
    <>
      <LayoutComposer.Entry id="PaymentNotificationsDestination">
        <DestinationFacts destination={destination} />
      </LayoutComposer.Entry>
      <LayoutComposer.Entry id="PaymentNotificationsDeliveries">
        <DestinationDeliveries id={id} />
      </LayoutComposer.Entry>
    </>
  )
  const side = (
    <LayoutComposer.Entry id="PaymentNotificationsDestinationHealth">
      <DestinationHealth destination={destination} />
    </LayoutComposer.Entry>
  )
  return (
    <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:two-column" data={destination} sections={{ main, side }} />
  )
}
