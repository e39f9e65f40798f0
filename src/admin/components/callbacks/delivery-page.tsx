import { LayoutComposer, SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Button, toast } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { Failed } from "../shared/failed"
import { Section, Waiting } from "../shared/section"
import { DeliveryAttempts } from "./delivery-attempts"
import { DeliveryState } from "./delivery-state"
import { useDelivery, useReplay, type Delivery } from "./use-deliveries"

/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.callbacks.delivery"

/** One fact for one destination, and what became of it. */
function DeliveryFacts({ delivery }: { readonly delivery: Delivery }) {
  const t = useWords()
  const { getFullDate } = useDate()
  const { mutate, isPending } = useReplay(delivery)
  const replay = () =>
    mutate(undefined, {
      onSuccess: () => void toast.success(t("callbacks.done")),
      onError: ({ message }) => void toast.error(t("decide.refused"), { description: message }),
    })
  const { fact, state, reason, event_id, destination_id, delivered_at } = delivery
  return (
    <Section title={fact} level="h1" aside={<DeliveryState state={state} />}>
      <SectionRow
        title={t("callbacks.destination")}
        value={
          <Link to={paths.callback(destination_id)} className="text-ui-fg-base break-all underline">
            {destination_id}
          </Link>
        }
      />
      <SectionRow title={t("callbacks.eventId")} value={<span className="break-all">{event_id}</span>} />
      {reason && <SectionRow title={t("events.reason")} value={reason} />}
      <SectionRow title={t("list.since")} value={getFullDate({ date: delivery.created_at, includeTime: true })} />
      {delivered_at && (
        <SectionRow
          title={t("callbacks.deliveryStates.delivered")}
          value={getFullDate({ date: delivered_at, includeTime: true })}
        />
      )}
      {state !== "pending" && state !== "sending" && (
        <div className="flex justify-end px-6 py-4">
          <Button size="small" variant="secondary" isLoading={isPending} onClick={replay}>
            {t("callbacks.verbs.again")}
          </Button>
        </div>
      )}
    </Section>
  )
}

/** One delivery: its attempts, and what is sent. */
export function DeliveryPage({ id }: { readonly id: string }) {
  const t = useWords()
  const { data: delivery, error, refetch } = useDelivery(id)
  if (!delivery) {
    return (
      <Section title={t("callbacks.deliveries")} level="h1">
        {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Waiting rows={6} />}
      </Section>
    )
  }
  const main = (
    <>
      <LayoutComposer.Entry id="PaymentNotificationsDelivery">
        <DeliveryFacts delivery={delivery} />
      </LayoutComposer.Entry>
      <LayoutComposer.Entry id="PaymentNotificationsDeliveryAttempts">
        <DeliveryAttempts delivery={delivery} />
      </LayoutComposer.Entry>
      <LayoutComposer.Entry id="PaymentNotificationsDeliveryBody">
        <Section title={t("callbacks.body")}>
          {/* Scrolled with the keyboard, too. */}
          <pre tabIndex={0} dir="ltr" className="txt-compact-small max-h-[480px] overflow-auto px-6 py-4 font-mono">
            {JSON.stringify(delivery.body, null, 2)}
          </pre>
        </Section>
      </LayoutComposer.Entry>
    </>
  )
  return <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:single-column" data={delivery} sections={{ main }} />
}
