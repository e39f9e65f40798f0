import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { providers } from "../../../src/services/providers/registry"
import { table } from "./table"

/** An event of a golden file, as far as the page shows it. */
interface GoldenEvent {
  readonly type: string
  readonly reading: {
    readonly facts: ReadonlyArray<{ readonly subject: string; readonly state: string }>
    readonly ignored?: string
    readonly unclear?: { readonly detail: string }
  }
}

const INTRODUCTION = `# Which event becomes what

Each provider's events, and what the plugin makes of them. **Facts** change the payment, its refunds and its disputes. What is
**unclear** is signed news about money of which no fact can be made: the event is quarantined, and an attention item puts it before a
person. What is **ignored** says nothing about money, or repeats what another event tells; its reason stands on the event's row. A
state that is not known here is always unclear.

One event type can have several outcomes: its state, or the payment that it is about, decides. The page is made from the recorded
calls that the contract tests read.`

/** \`docs/providers/README.md\`: event type × fact, unclear or ignored, from the golden files of the contract tests. */
export const eventsPage = (root: string): string =>
  [INTRODUCTION, ...[...providers.values()].map(({ id, about }) => `## ${about.name}\n\n${eventsTable(root, id)}`)].join("\n\n")

function eventsTable(root: string, provider: string): string {
  const rows = new Map<string, { facts: Set<string>; unclear: Set<string>; ignored: Set<string> }>()
  for (const { type, reading } of goldenEvents(join(root, "integration-tests", "contract", "golden", provider))) {
    const row = rows.get(type) ?? { facts: new Set(), unclear: new Set(), ignored: new Set() }
    rows.set(type, row)
    for (const { subject, state } of reading.facts) row.facts.add(`\`${subject}.${state}\``)
    if (reading.unclear) row.unclear.add(plain(reading.unclear.detail))
    if (reading.ignored !== undefined) row.ignored.add(plain(reading.ignored))
  }
  const list = (cell: ReadonlySet<string>, separator: string) => [...cell].join(separator)
  return table(
    ["Event", "Facts", "Unclear", "Ignored"],
    [...rows]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([type, { facts, unclear, ignored }]) => [
        `\`${type}\``,
        list(facts, ", "),
        list(unclear, "<br>"),
        list(ignored, "<br>"),
      ]),
  )
}

function goldenEvents(folder: string): GoldenEvent[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => (JSON.parse(readFileSync(join(folder, file), "utf8")) as { events: GoldenEvent[] }).events)
}

/** A sentence in a cell, without tags. */
const plain = (text: string): string => text.replaceAll("<", "&lt;")
