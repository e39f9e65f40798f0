import { useDate } from "@medusajs/dashboard/hooks"
import { Text } from "@medusajs/ui"
import { useWords } from "../../lib/use-words"
import { Section } from "./section"
import { Who } from "./who"

/** One try, in words. */
export interface ShownAttempt {
  readonly id: string
  readonly number: number
  readonly outcome: string
  readonly actor: string | null
  readonly at: string
  /** Further words about it: who carried it, under which id. */
  readonly notes: ReadonlyArray<string | null>
  readonly error: string | null
  /** The very text that came back. */
  readonly answer?: string | null
}

/** Every attempt at something: its outcome, by whose wish, when, and what came back. */
export function Attempts({ attempts }: { readonly attempts: readonly ShownAttempt[] }) {
  const t = useWords()
  const { getFullDate } = useDate()
  return (
    <Section title={t("events.attempts")}>
      {attempts.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("messages.untried")}
        </Text>
      )}
      {attempts.length > 0 && (
        <ol className="divide-y">
          {attempts.map(({ id, number, outcome, actor, at, notes, error, answer }) => (
            <li key={id} className="flex flex-col gap-y-1 px-6 py-4">
              <Text size="small" weight="plus" leading="compact">
                {number} · {outcome}
                {actor && " · "}
                {actor && <Who actor={actor} />}
              </Text>
              <Text size="small" leading="compact" className="text-ui-fg-subtle break-all">
                {[getFullDate({ date: at, includeTime: true }), ...notes].filter(Boolean).join(" · ")}
              </Text>
              {error && (
                <Text size="small" leading="compact" className="text-ui-fg-error break-words">
                  {error}
                </Text>
              )}
              {answer && (
                <pre
                  tabIndex={0}
                  dir="ltr"
                  className="txt-compact-small text-ui-fg-subtle max-h-40 overflow-auto whitespace-pre-wrap break-all font-mono"
                >
                  {answer}
                </pre>
              )}
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}
