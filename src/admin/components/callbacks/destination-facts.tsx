import { SectionRow } from "@medusajs/dashboard/components"
import { Text } from "@medusajs/ui"
import { addressOf } from "../../lib/address-of"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"
import { DestinationActs } from "./destination-acts"
import { DestinationState } from "./destination-state"
import type { Destination } from "./use-destinations"

const text = (value: unknown): string => (typeof value === "string" ? value : "–")

/** Where a destination is, what it gets, and how it is signed; and what may be done with it. */
export function DestinationFacts({ destination }: { readonly destination: Destination }) {
  const t = useWords()
  const { description, kind, origin, config, facts, accounts, payload, timeout_seconds } = destination
  const address = addressOf(destination)
  const headers = Object.keys((config.headers as object | undefined) ?? {})
  return (
    <Section title={description ?? address} level="h1" aside={<DestinationState of={destination} />}>
      <SectionRow title={t("callbacks.address")} value={<span className="break-all">{address}</span>} />
      {origin === "options" && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("callbacks.fromOptions")}
        </Text>
      )}
      <SectionRow title={t("callbacks.kind")} value={kind} />
      <SectionRow title={t("callbacks.facts")} value={facts.join(", ")} />
      <SectionRow title={t("item.account")} value={accounts.join(", ") || "*"} />
      {kind === "http" && <SectionRow title={t("callbacks.dialect")} value={text(config.dialect)} />}
      {headers.length > 0 && <SectionRow title={t("callbacks.headers")} value={headers.join(", ")} />}
      <SectionRow title={t("callbacks.payload")} value={payload} />
      <SectionRow title={t("callbacks.timeout")} value={String(timeout_seconds)} />
      <DestinationActs destination={destination} />
    </Section>
  )
}
