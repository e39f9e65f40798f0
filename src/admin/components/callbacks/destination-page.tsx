import { LayoutComposer } from "@medusajs/dashboard/components"
import { useWords } from "../../lib/use-words"
import { Loaded } from "../common/loaded"
import { DestinationDeliveries } from "./destination-deliveries"
import { DestinationFacts } from "./destination-facts"
import { DestinationHealth } from "./destination-health"
import { useDestination } from "./use-destinations"

/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.callbacks.details"

/** One destination: what it gets, how it goes, and every delivery to it. */
export function DestinationPage({ id }: { readonly id: string }) {
  const t = useWords()
  return (
    <Loaded title={t("callbacks.title")} answer={useDestination(id)}>
      {(destination) => (
        <LayoutComposer
          widgetsZonePrefix={ZONE}
          preferredLayoutId="core:two-column"
          data={destination}
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="PaymentNotificationsDestination">
                  <DestinationFacts destination={destination} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="PaymentNotificationsDeliveries">
                  <DestinationDeliveries id={id} />
                </LayoutComposer.Entry>
              </>
            ),
            side: (
              <LayoutComposer.Entry id="PaymentNotificationsDestinationHealth">
                <DestinationHealth destination={destination} />
              </LayoutComposer.Entry>
            ),
          }}
        />
      )}
    </Loaded>
  )
}
