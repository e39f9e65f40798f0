import { SectionRow } from "@medusajs/dashboard/components"
import { StatusBadge } from "@medusajs/ui"
import type { ExaminedAccount } from "./use-accounts"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"

const COLORS = { ok: "green", warn: "orange", fail: "red" } as const

/** The object of a finding without the account, which the page names already: `url` of `account stripe: url`. */
const subjectOf = (check: string): string => check.slice(check.indexOf(": ") + 1).trim()

/** The doctor's findings about the account. */
export function AccountFindings({ findings }: { readonly findings: ExaminedAccount["findings"] }) {
  const t = useWords()
  return (
    <Section title={t("setup.findings")}>
      {findings.map(({ check, level, says }) => (
        <SectionRow
          key={check}
          title={subjectOf(check)}
          value={
            <span className="flex flex-col items-start gap-y-1">
              <StatusBadge color={COLORS[level]}>{t(`setup.levels.${level}`)}</StatusBadge>
              <span className="break-words">{says}</span>
            </span>
          }
        />
      ))}
    </Section>
  )
}
