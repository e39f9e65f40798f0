/** The tables whose rows an erasure empties or deletes; `notification` is Medusa's. */
export const ERASED_TABLES = [
  "payment_webhook_event",
  "payment_notification",
  "notification",
  "payment_method_use",
  "reconciliation_finding",
  "notification_preference",
  "push_subscription",
] as const

export type ErasedTable = (typeof ERASED_TABLES)[number]

export interface ErasureReport {
  /** The erasure's id (`eras_…`), which every row that it emptied names, and its line in the log. */
  readonly erasure: string
  /** Nothing was changed: `erased` is what would be. */
  readonly dry_run: boolean
  /** Rows by table. */
  readonly erased: Readonly<Record<ErasedTable, number>>
  /** Ids of rows that are still worked with, and that a later run erases. */
  readonly open: Readonly<Record<"payment_webhook_event" | "payment_notification" | "reconciliation_finding", readonly string[]>>
  /** Words of people about the person's payments, which stay: attention items, and decisions with a note. */
  readonly kept: { readonly payment_attention: readonly string[]; readonly notes: number }
}

/** The tables with rows, as one line; "nothing" where there are none. */
export const countsLine = (erased: ErasureReport["erased"]): string =>
  ERASED_TABLES.filter((table) => erased[table])
    .map((table) => `${table} ${erased[table]}`)
    .join(", ") || "nothing"

/** The rows that cannot be erased yet, as one line; undefined where nothing is left. */
export function openLine({ open }: Pick<ErasureReport, "open">): string | undefined {
  const nouns = [
    [open.payment_webhook_event.length, "event"],
    [open.payment_notification.length, "message"],
    [open.reconciliation_finding.length, "finding"],
  ] as const
  const left = nouns.filter(([n]) => n).map(([n, noun]) => `${n} ${noun}${n === 1 ? "" : "s"} open`)
  return left.length ? `not yet erasable: ${left.join(", ")}` : undefined
}
