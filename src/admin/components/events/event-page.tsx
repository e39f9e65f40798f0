import { LayoutComposer, SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"
import { useEvent, useEventDecision, type Event } from "./use-event"
import { paths } from "../../lib/paths"
import { useSums } from "../../lib/use-sums"
import { useWords } from "../../lib/use-words"
import { EventState } from "./event-state"
import { Failed } from "../common/failed"
import { IgnoreDrawer } from "./ignore-drawer"
import { Section, Waiting } from "../common/section"

/** The prefix under which other plugins may add to this page. */
const ZONE = "payment_notifications.events.details"

/** One webhook event: its report, its outcome, and the decisions that it allows. */
function EventFacts({ event }: { readonly event: Event }) {
  const t = useWords()
  const { getFullDate } = useDate()
  const { mutate, isPending, error } = useEventDecision(event)
  const [isIgnoring, setIgnoring] = useState(false)
  const replay = () => mutate({ action: "replay" }, { onSuccess: () => void toast.success(t("events.replayed")) })
  const orderId = event.payment?.order_id
  return (
    <Section title={event.type} level="h1" aside={<EventState state={event.state} />}>
      <SectionRow title={t("item.account")} value={event.account} />
      <SectionRow title={t("events.received")} value={getFullDate({ date: event.received_at, includeTime: true })} />
      <SectionRow title={t("item.provider")} value={event.provider_payment_id ?? "–"} />
      {orderId && (
        <SectionRow
          title={t("list.order")}
          value={
            <Link to={paths.order(orderId)} className="text-ui-fg-base underline">
              {orderId}
            </Link>
          }
        />
      )}
      {event.payment && (
        <SectionRow
          title={t("story.entries.payment")}
          value={
            <Link to={paths.payment(event.payment.id)} className="text-ui-fg-base underline">
              {t("story.title")}
            </Link>
          }
        />
      )}
      <SectionRow title={t("events.reason")} value={event.reason ?? "–"} />
      <SectionRow title={t("events.attempts")} value={String(event.attempts)} />
      {event.last_error && <SectionRow title={t("events.error")} value={event.last_error} />}
      {error && <SectionRow title={t("decide.refused")} value={error.message} />}
      {event.allowed.length > 0 && (
        <div className="flex flex-wrap justify-end gap-2 px-6 py-4">
          {event.allowed.includes("ignore") && (
            <Button size="small" variant="secondary" onClick={() => setIgnoring(true)}>
              {t("events.verbs.ignore")}
            </Button>
          )}
          {event.allowed.includes("replay") && (
            <Button size="small" variant="primary" isLoading={isPending} onClick={replay}>
              {t("events.verbs.replay")}
            </Button>
          )}
        </div>
      )}
      {isIgnoring && <IgnoreDrawer event={event} onClose={() => setIgnoring(false)} />}
    </Section>
  )
}

/** The transitions that the event made. */
function EventChanges({ event: { timeline } }: { readonly event: Event }) {
  const t = useWords()
  const sums = useSums()
  return (
    <Section title={t("events.changes")}>
      {timeline.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("events.unchanged")}
        </Text>
      )}
      {timeline.map((change) => (
        <SectionRow
          key={change.id}
          title={change.fact}
          value={`${change.from_state} → ${change.to_state} · ${sums(change.amount_major, change.currency_code)}`}
        />
      ))}
    </Section>
  )
}

/** One event of a provider. */
export function EventPage({ id }: { readonly id: string }) {
  const t = useWords()
  const { data: event, error, refetch } = useEvent(id)
  if (!event) {
    return (
      <Section title={t("events.title")} level="h1">
        {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Waiting rows={6} />}
      </Section>
    )
  }
  const main = (
    <>
      <LayoutComposer.Entry id="PaymentNotificationsEvent">
        <EventFacts event={event} />
      </LayoutComposer.Entry>
      <LayoutComposer.Entry id="PaymentNotificationsEventChanges">
        <EventChanges event={event} />
      </LayoutComposer.Entry>
      <LayoutComposer.Entry id="PaymentNotificationsEventPayload">
        <Section title={t("events.payload")}>
          {/* Scrolled with the keyboard, too. */}
          <pre tabIndex={0} dir="ltr" className="txt-compact-small max-h-[480px] overflow-auto px-6 py-4 font-mono">
            {JSON.stringify(event.payload, null, 2)}
          </pre>
        </Section>
      </LayoutComposer.Entry>
    </>
  )
  return <LayoutComposer widgetsZonePrefix={ZONE} preferredLayoutId="core:single-column" data={event} sections={{ main }} />
}
