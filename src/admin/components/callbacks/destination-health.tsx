import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import type { callbacks } from "../../i18n/en/callbacks"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"
import type { Destination } from "./use-destinations"

type Reason = keyof typeof callbacks.disabled

/** The reasons that there are words for: the texts themselves are loaded later. */
const KNOWN: Readonly<Record<Reason, true>> = { gone: true, failing: true, by_person: true }

const isKnown = (reason: string): reason is Reason => Object.hasOwn(KNOWN, reason)

/** How a destination goes: what waits, what was given up, since when it fails, and which secrets sign. */
export function DestinationHealth({ destination }: { readonly destination: Destination }) {
  const t = useWords()
  const { getFullDate } = useDate()
  const time = (at: string | null) => (at ? getFullDate({ date: at, includeTime: true }) : "–")
  const { disabled_reason: reason, failing_since, opened_until, secrets } = destination
  return (
    <Section title={t("callbacks.health")}>
      {reason && (
        <SectionRow title={t("callbacks.states.disabled")} value={isKnown(reason) ? t(`callbacks.disabled.${reason}`) : reason} />
      )}
      <SectionRow title={t("callbacks.lastDelivered")} value={time(destination.last_delivered_at)} />
      <SectionRow title={t("messages.states.pending")} value={String(destination.waiting)} />
      <SectionRow title={t("messages.states.dead")} value={String(destination.dead)} />
      {failing_since && (
        <SectionRow
          title={t("callbacks.failingSince")}
          value={`${time(failing_since)} (${t("callbacks.inARow", { n: destination.consecutive_failures })})`}
        />
      )}
      {opened_until && <SectionRow title={t("callbacks.triedAgain")} value={time(opened_until)} />}
      {secrets?.map((secret) => (
        <SectionRow
          key={secret.id}
          title={t("callbacks.secret")}
          value={secret.expires_at ? t("callbacks.signsUntil", { date: time(secret.expires_at) }) : time(secret.created_at)}
        />
      ))}
    </Section>
  )
}
