import { EntitySchema } from "typeorm"

/** The job's position: up to when sessions have been planned, and how far each account's lists have been read. */
export interface ReconciliationCursor {
  plannedUntil?: string
  windows?: Record<string, WindowCursor>
}

/** A list of an account: the span that is being read, and its next page. Without a page, `until` is the beginning of the next span. */
export interface WindowCursor {
  since: string
  until: string
  page?: string
  /** For the next page: ids of the payments that need no other look, and the number of times that others could not be asked about. */
  done?: string[]
  tries?: number
}

/** One comparison of many payments with their providers: an hour of the job, or one command. */
export interface ReconciliationRun {
  id: string
  trigger: "job" | "command"
  account: string | null
  since: Date | null
  dry_run: boolean
  state: "running" | "finished" | "failed"
  cursor: ReconciliationCursor | null
  /** Payments compared, and those of them that differed, were repaired, or could not be asked about. */
  checked: number
  differing: number
  repaired: number
  failed: number
  /** Calls to providers. */
  calls: number
  last_error: string | null
  started_at: Date
  updated_at: Date
  finished_at: Date | null
}

export const ReconciliationRunEntity = new EntitySchema<ReconciliationRun>({
  name: "ReconciliationRun",
  tableName: "reconciliation_run",
  columns: {
    id: { type: "text", primary: true },
    trigger: { type: "text" },
    account: { type: "text", nullable: true },
    since: { type: "timestamptz", nullable: true },
    dry_run: { type: "boolean" },
    state: { type: "text" },
    cursor: { type: "json", nullable: true },
    checked: { type: "int" },
    differing: { type: "int" },
    repaired: { type: "int" },
    failed: { type: "int" },
    calls: { type: "int" },
    last_error: { type: "text", nullable: true },
    started_at: { type: "timestamptz" },
    updated_at: { type: "timestamptz" },
    finished_at: { type: "timestamptz", nullable: true },
  },
})
