import { useDate } from "@medusajs/dashboard/hooks"
import { Text } from "@medusajs/ui"
import type { Item } from "./use-item"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"
import { Who } from "../common/who"

/** Who decided what, when and why; also what could not be carried out. */
export function ItemDecisions({ item: { decisions } }: { readonly item: Item }) {
  const t = useWords()
  const { getFullDate } = useDate()
  return (
    <Section title={t("item.decisions")}>
      {decisions.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("item.undecided")}
        </Text>
      )}
      {decisions.length > 0 && (
        <ol className="divide-y">
          {decisions.map((decision) => (
            <li key={decision.id} className="flex flex-col gap-y-1 px-6 py-4">
              <Text size="small" weight="plus" leading="compact">
                <Who actor={decision.actor} /> · {t(`item.verbs.${decision.action}`)} · {t(`item.outcomes.${decision.outcome}`)}
              </Text>
              <Text size="small" leading="compact" className="text-ui-fg-subtle">
                <time dateTime={decision.created_at}>{getFullDate({ date: decision.created_at, includeTime: true })}</time>
              </Text>
              {[decision.note, decision.detail].filter(Boolean).map((text) => (
                <Text key={text} size="small" className="whitespace-pre-line">
                  {text}
                </Text>
              ))}
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}
