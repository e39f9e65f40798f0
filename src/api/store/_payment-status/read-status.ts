import type { PaymentRecord } from "../../../services/store/entities"
import type { LiveState, LiveStatus, Watch } from "../../../services/live/live-state"
import type { ShownStatus } from "./answers"
import type { PaymentStatus } from "./payment-status"

/** The payments that a cart's or an order's status is read from. */
interface Payments {
  readonly latest: PaymentRecord | null
  readonly ids: readonly string[]
  readonly total: number
}

/** The answer of the plain route, byte by byte. */
export const bodyOf = ({ payment_status }: ShownStatus): string => JSON.stringify({ payment_status })

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

export const liveState = (status: PaymentStatus, { latest, ids, total }: Payments): LiveState => ({
  statuses: [liveStatus(status, latest, bodyOf({ payment_status: status }))],
  knownIds: ids,
  total,
})

/** The state of each watch. One that cannot be told is an error of that watch alone: the others were read together with it. */
export const eachState = (
  watches: readonly Watch[],
  stateOf: (watch: Watch) => LiveState | null,
): Array<LiveState | null | Error> =>
  watches.map((watch) => {
    try {
      return stateOf(watch)
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  })

/** A cart without an order may be paid by another attempt, whatever became of the last one. */
const isFinal = ({ state, order_id }: PaymentStatus): boolean =>
  state === "captured" || ((state === "canceled" || state === "expired") && order_id !== null)
