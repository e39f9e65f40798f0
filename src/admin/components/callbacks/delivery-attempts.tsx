import { useDate } from "@medusajs/dashboard/hooks"
import { Text } from "@medusajs/ui"
import { useWords } from "../../lib/use-words"
import { Section } from "../shared/section"
import { Who } from "../shared/who"
import type { Delivery } from "./use-deliveries"

/** Every attempt at a delivery: when, by whose wish, and the beginning of what the receiver answered. */
export function DeliveryAttempts({ delivery: { attempts_made } }: { readonly delivery: Delivery }) {
  const t = useWords()
  const { getFullDate } = useDate()
  return (
    <Section title={t("events.attempts")}>
      {attempts_made.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("callbacks.untried")}
        </Text>
      )}
      {attempts_made.length > 0 && (
        <ol className="divide-y">
          {attempts_made.map((attempt) => (
            <li key={attempt.id} className="flex flex-col gap-y-1 px-6 py-4">
              <Text size="small" weight="plus" leading="compact">
                {[attempt.number, t(`callbacks.outcomes.${attempt.outcome}`), attempt.status].filter(Boolean).join(" · ")}
                {attempt.actor_id && (
                  <>
                    {" · "}
                    <Who actor={attempt.actor_id} />
                  </>
                )}
              </Text>
              <Text size="small" leading="compact" className="text-ui-fg-subtle">
                {getFullDate({ date: attempt.ended_at, includeTime: true })}
              </Text>
              {attempt.error && (
                <Text size="small" leading="compact" className="text-ui-fg-error break-words">
                  {attempt.error}
                </Text>
              )}
              {attempt.answer && (
                <pre
                  tabIndex={0}
                  dir="ltr"
                  aria-label={t("callbacks.answer")}
                  className="txt-compact-small text-ui-fg-subtle max-h-40 overflow-auto whitespace-pre-wrap break-all font-mono"
                >
                  {attempt.answer}
                </pre>
              )}
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}
