import type { FactName } from "../../src/services/domain/facts"
import { providers } from "../../src/services/providers/registry"

/** What stands around the table in the README. */
export const BEGIN = "<!-- providers: written by `npm run docs:providers` from the registry -->"
export const END = "<!-- /providers -->"

/** The README's table of providers, in Markdown. */
export function providerTable(): string {
  const rows = [...providers.values()].map(({ id, about }) => [
    `[\`${id}\`](docs/providers/${id}.md)`,
    about.name,
    about.signature,
    about.dedupe,
    reported(about.reports),
    about.acknowledgement,
    about.testedAgainst,
  ])
  const head = ["Id", "Provider", "Signature", "Told apart by", "Reports", "Acknowledged with", "Tested against"]
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(escaped).join(" | ")} |`)
  return [BEGIN, "", ...lines, "", END].join("\n")
}

/** `payment: captured, failed; refund: succeeded`. */
function reported(facts: readonly FactName[]): string {
  const bySubject = grouped(facts)
  return [...bySubject].map(([subject, names]) => `${subject}: ${names.map(stateOf).join(", ")}`).join("; ")
}

const subjectOf = (name: FactName): string => name.slice(0, name.indexOf("."))
const stateOf = (name: FactName): string => name.slice(name.indexOf(".") + 1)

function grouped(facts: readonly FactName[]): Map<string, FactName[]> {
  const groups = new Map<string, FactName[]>()
  for (const fact of facts) groups.set(subjectOf(fact), [...(groups.get(subjectOf(fact)) ?? []), fact])
  return groups
}

const escaped = (text: string): string => text.replaceAll("|", "\\|")

/** `readme` with the table of today's registry in it. */
export function withProviderTable(readme: string): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)]
  if (from < 0 || to < from) throw new Error(`the README lacks ${BEGIN} … ${END}`)
  return readme.slice(0, from) + providerTable() + readme.slice(to + END.length)
}
