import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { sumMinor, type StoredAmount } from "../../../../../medusa/rows/stored-amount"
import type { PaymentRow } from "../query-config"
import { storyEntry, type StoryEntry } from "./story-entry"

type Time = string | Date

interface Row extends StoredAmount {
  readonly id: string
  readonly created_at: Time
}

interface Made extends Row {
  readonly created_by?: string | null
  readonly note?: string | null
}

interface Session extends Row {
  readonly status: string
  readonly authorized_at?: Time | null
}

interface Payment extends Row {
  readonly canceled_at?: Time | null
  readonly captures?: ReadonlyArray<Made | null> | null
  readonly refunds?: ReadonlyArray<Made | null> | null
}

const ROW = ["id", "amount", "raw_amount", "created_at"]
const CAPTURE = [...ROW, "created_by"].map((field) => `captures.${field}`)
const REFUND = [...ROW, "created_by", "note"].map((field) => `refunds.${field}`)

/**
 * Medusa's own rows of the payment: session, payment, captures and refunds, as Medusa has them now. A session that core has deleted is not
 * there any more.
 */
export async function readMedusaEntries(
  container: MedusaContainer,
  { payment_session_id, currency_code }: PaymentRow,
): Promise<StoryEntry[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [sessions, payments] = (await Promise.all([
    query.graph({
      entity: "payment_session",
      fields: [...ROW, "status", "authorized_at"],
      filters: { id: payment_session_id },
    }),
    query.graph({
      entity: "payment",
      fields: [...ROW, "canceled_at", ...CAPTURE, ...REFUND],
      filters: { payment_session_id } as never,
    }),
  ])) as unknown as [{ data: Session[] }, { data: Payment[] }]
  const shown = (name: string, row: Row, at: Time, more: Partial<StoryEntry> = {}): StoryEntry =>
    storyEntry({
      kind: "medusa",
      id: name === "payment_canceled" ? `${row.id}:canceled` : row.id,
      at: new Date(at),
      name,
      amount: sumMinor([row], currency_code).toString(),
      currency_code,
      ...more,
    })
  const by = ({ created_by, note }: Made): Partial<StoryEntry> => ({ actor: created_by ?? null, text: note ?? null })
  return [
    ...sessions.data.map((row) => shown("payment_session", row, row.created_at, { state: row.status })),
    ...payments.data.flatMap((row) => [
      shown("payment", row, row.created_at),
      ...(row.canceled_at ? [shown("payment_canceled", row, row.canceled_at)] : []),
      ...present(row.captures).map((capture) => shown("capture", capture, capture.created_at, by(capture))),
      ...present(row.refunds).map((refund) => shown("refund", refund, refund.created_at, by(refund))),
    ]),
  ]
}

const present = (rows: ReadonlyArray<Made | null> | null | undefined): Made[] => (rows ?? []).filter((row) => row !== null)
