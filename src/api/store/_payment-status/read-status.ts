import type { PaymentRecord } from "../../../services/store/entities"
import type { LiveState, LiveStatus } from "../../../services/live/live-state"
import type { PaymentStatus } from "./payment-status"

/** A cart's or an order's status, and the payments that it was read from. */
export interface ReadStatus {
  readonly status: PaymentStatus
  readonly payments: { readonly latest: PaymentRecord | null; readonly ids: readonly string[]; readonly total: number }
}

/** The answer of the plain route, byte by byte. */
export const bodyOf = (payment_status: object): string => JSON.stringify({ payment_status })

/** A status as a stream sends it. */
export function liveStatus(status: PaymentStatus, record: PaymentRecord | null, body: string): LiveStatus {
  return {
    recordId: record?.id ?? null,
    version: status.version,
    changedAt: new Date(status.updated_at).getTime(),
    isFinal: isFinal(status),
    hasUnreportedOrder: status.order_id !== null && !record?.order_id,
    body,
  }
}

export const liveState = ({ status, payments }: ReadStatus): LiveState => ({
  statuses: [liveStatus(status, payments.latest, bodyOf(status))],
  knownIds: payments.ids,
  total: payments.total,
})

/** A cart without an order may be paid by another attempt, whatever became of the last one. */
const isFinal = ({ state, order_id }: PaymentStatus): boolean =>
  state === "captured" || ((state === "canceled" || state === "expired") && order_id !== null)
