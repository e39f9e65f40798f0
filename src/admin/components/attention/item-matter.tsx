import { SectionRow } from "@medusajs/dashboard/components"
import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import type { Item } from "./use-item"
import { useSums } from "../../lib/use-sums"
import { useWords } from "../../lib/use-words"
import type { Decision } from "../../../services/domain/decisions"
import { DecisionDrawer } from "./decision-drawer"
import { Due } from "./due"
import { ItemState } from "./item-state"
import { useDifferences } from "./use-differences"
import { useFinding } from "./use-finding"
import { Section } from "../common/section"

/** The most careful one last: a click by mistake must not move money. */
const ORDER: readonly Decision[] = ["dismiss", "accept", "refund"]

/** The finding in words, with the sum; and the decisions that are possible now. */
export function ItemMatter({ item }: { readonly item: Item }) {
  const t = useWords()
  const sums = useSums()
  const found = useFinding()
  const [decision, setDecision] = useState<Decision>()
  // Of a mismatch, they are the finding; a single one of a drift stands in its sentence.
  const differences = useDifferences()(item)
  return (
    <>
      <Section title={t(`matters.titles.${item.kind}`)} level="h1" aside={<ItemState item={item} />}>
        <SectionRow title={t("item.found")} value={found(item)} />
        {item.kind !== "mismatch" && differences.length > 1 && (
          <SectionRow title={t("item.differences")} value={differences.join("\n")} />
        )}
        <SectionRow title={t("list.sum")} value={sums(item.amount_major, item.currency_code)} />
        {item.due_by && <SectionRow title={t("list.due")} value={<Due by={item.due_by} />} />}
        <SectionRow title={t("item.advice")} value={item.allowed.length ? t(`matters.advice.${item.kind}`) : t("item.nothing")} />
        {item.allowed.length > 0 && (
          <div className="flex flex-wrap justify-end gap-2 px-6 py-4">
            {ORDER.filter((verb) => item.allowed.includes(verb)).map((verb) => (
              <Button
                key={verb}
                size="small"
                variant={verb === "refund" ? "danger" : verb === "accept" ? "primary" : "secondary"}
                onClick={() => setDecision(verb)}
              >
                {t(`item.verbs.${verb}`)}
              </Button>
            ))}
          </div>
        )}
      </Section>
      {decision && <DecisionDrawer item={item} action={decision} onClose={() => setDecision(undefined)} />}
      <Text aria-live="polite" className="sr-only">
        {t(item.resolution ? `resolutions.${item.resolution}` : `states.${item.state}`)}
      </Text>
    </>
  )
}
