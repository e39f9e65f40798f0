import { useDate } from "@medusajs/dashboard/hooks"
import { Text } from "@medusajs/ui"
import { useWords } from "../../lib/use-words"
import { Section } from "../shared/section"
import { Who } from "../shared/who"
import type { Message } from "./use-message"

/** Every attempt to send a message: when, by whose wish, and what its provider answered. */
export function MessageAttempts({ message: { attempts_made } }: { readonly message: Message }) {
  const t = useWords()
  const { getFullDate } = useDate()
  return (
    <Section title={t("events.attempts")}>
      {attempts_made.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("messages.untried")}
        </Text>
      )}
      {attempts_made.length > 0 && (
        <ol className="divide-y">
          {attempts_made.map((attempt) => (
            <li key={attempt.id} className="flex flex-col gap-y-1 px-6 py-4">
              <Text size="small" weight="plus" leading="compact">
                {attempt.number} · {t(`messages.outcomes.${attempt.outcome ?? "running"}`)}
                {attempt.actor_id && (
                  <>
                    {" · "}
                    <Who actor={attempt.actor_id} />
                  </>
                )}
              </Text>
              <Text size="small" leading="compact" className="text-ui-fg-subtle">
                {getFullDate({ date: attempt.ended_at ?? attempt.started_at, includeTime: true })}
                {attempt.provider_id && ` · ${attempt.provider_id}`}
              </Text>
              {attempt.external_id && (
                <Text size="small" leading="compact" className="text-ui-fg-subtle break-all">
                  {attempt.external_id}
                </Text>
              )}
              {attempt.error && (
                <Text size="small" leading="compact" className="text-ui-fg-error break-words">
                  {attempt.code ? `${attempt.code}: ${attempt.error}` : attempt.error}
                </Text>
              )}
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}
