import { EntitySchema } from "typeorm"

/** `repairing`: the missing facts are in the inbox; `in_review`: applying them did not bring agreement, or there is nothing to apply. */
export const FINDING_STATES = ["found", "repairing", "repaired", "in_review"] as const
export type FindingState = (typeof FINDING_STATES)[number]

/** One payment that differed from its provider's report, and the state of its repair. */
export interface ReconciliationFinding {
  id: string
  reconciliation_run_id: string
  account: string
  payment_session_id: string | null
  payment_record_id: string | null
  provider_payment_id: string | null
  /** The differences, as sentences. */
  detail: string
  ours: Record<string, unknown>
  /** The provider's facts, as a row stores them. */
  theirs: unknown
  /** Since when, by the provider's clock. */
  differs_since: Date | null
  /** The event in the inbox that carries the missing facts. */
  webhook_event_id: string | null
  state: FindingState
  created_at: Date
  updated_at: Date
}

export const ReconciliationFindingEntity = new EntitySchema<ReconciliationFinding>({
  name: "ReconciliationFinding",
  tableName: "reconciliation_finding",
  columns: {
    id: { type: "text", primary: true },
    reconciliation_run_id: { type: "text" },
    account: { type: "text" },
    payment_session_id: { type: "text", nullable: true },
    payment_record_id: { type: "text", nullable: true },
    provider_payment_id: { type: "text", nullable: true },
    detail: { type: "text" },
    ours: { type: "json" },
    theirs: { type: "json" },
    differs_since: { type: "timestamptz", nullable: true },
    webhook_event_id: { type: "text", nullable: true },
    state: { type: "text" },
    created_at: { type: "timestamptz" },
    updated_at: { type: "timestamptz" },
  },
})
