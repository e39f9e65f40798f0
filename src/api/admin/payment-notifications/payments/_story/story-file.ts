import { csv } from "../../../../_shared/csv"
import { toMajor } from "../../../../../services/domain/money"
import type { PaymentRow } from "../query-config"
import type { StoryEntry } from "./story-entry"

/** The columns of the file, in its order; `amount_major` stands beside the sum in minor units. */
const COLUMNS = [
  "at",
  "occurred_at",
  "kind",
  "name",
  "state",
  "reason",
  "amount",
  "amount_major",
  "currency_code",
  "reference",
  "recipient",
  "attempts",
  "due_by",
  "actor",
  "text",
  "id",
  "webhook_event_id",
  "payment_attention_id",
] as const

const majorOf = ({ amount, currency_code }: StoryEntry): string | null =>
  amount === null || currency_code === null ? null : toMajor(BigInt(amount), currency_code)

/** The entries as CSV, a line for each. */
export const storyCsv = (entries: readonly StoryEntry[]): string =>
  csv(
    COLUMNS,
    entries.map((entry) => COLUMNS.map((column) => (column === "amount_major" ? majorOf(entry) : entry[column]))),
  )

/** `payment-pi_123.csv`: by the provider's id of the payment, in characters that every file system knows. */
export const storyFileName = ({ id, provider_payment_id }: PaymentRow, format: "csv" | "json"): string =>
  `payment-${(provider_payment_id ?? id).replace(/[^\w.-]+/g, "_").slice(0, 100)}.${format}`
