import { DISPUTE_STATES, REFUND_STATES, type FactName } from "../../../src/services/domain/facts"
import { PAYMENT_STATES } from "../../../src/services/domain/states"
import type { PaymentProvider } from "../../../src/services/providers/provider"
import { providers } from "../../../src/services/providers/registry"
import { table } from "./table"

const all: readonly PaymentProvider[] = [...providers.values()]

/** The README's table: short enough not to scroll sideways. `pages` is the folder of the providers' pages, seen from the reader. */
export const providerTable = (pages: string): string =>
  table(
    ["Id", "Provider", "Signature", "Tested against"],
    all.map(({ id, about }) => [link(pages, id), about.name, about.signature, about.testedAgainst]),
  )

/** How each provider's events are distinguished and answered, and which questions it can be asked. */
export const providerDetails = (pages: string): string =>
  table(
    ["Id", "A redelivery is recognised by", "Acknowledged with", "Asked before money moves", "Asked by reconciliation"],
    all.map(({ id, about, refetch, query, list }) => [
      link(pages, id),
      about.dedupe,
      about.acknowledgement,
      refetch ? "yes" : "",
      [query ? "one payment" : "", list ? "lists what moved" : ""].filter(Boolean).join(", "),
    ]),
  )

/** Which states each provider's events can report, a table for each subject. */
export const reportTables = (pages: string): string =>
  SUBJECTS.map(({ subject, title, states }) => `### ${title}\n\n${reportTable(pages, subject, states)}`).join("\n\n")

const SUBJECTS = [
  { subject: "payment", title: "Payments", states: PAYMENT_STATES },
  { subject: "refund", title: "Refunds", states: REFUND_STATES },
  { subject: "dispute", title: "Disputes", states: DISPUTE_STATES },
  { subject: "payment_method", title: "Payment methods", states: ["expiring", "updated"] },
] as const

function reportTable(pages: string, subject: string, states: readonly string[]): string {
  const rows = all.map(({ id, about }) => {
    const reports: ReadonlySet<string> = new Set<FactName>(about.reports)
    return [link(pages, id), ...states.map((state) => (reports.has(`${subject}.${state}`) ? "✓" : ""))]
  })
  return table(["Id", ...states.map((state) => `\`${state}\``)], rows)
}

const link = (pages: string, id: string): string => `[\`${id}\`](${pages}/${id}.md)`
