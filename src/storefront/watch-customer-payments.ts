import { isOlder, type Seen } from "./is-older.ts"
import { keepWatching } from "./keep-watching.ts"
import { TIMES, type PaymentStatus } from "./types.ts"
import type { WatchOptions } from "./watch-payment.ts"

export interface WatchCustomerOptions extends Omit<WatchOptions, "onStatus" | "initial"> {
  /** Called with each status of any payment of the customer; never with an older one of the same payment. */
  readonly onStatus: (status: PaymentStatus, paymentId: string | undefined) => void
}

/**
 * Follows all payments of the signed-in customer, on whatever device they pay. There is no plain route to poll: where the stream does
 * not come through, it is tried again and again. Resolves when `signal` is aborted; rejects with `PaymentStatusError` on 401.
 */
export async function watchCustomerPayments({ store, onStatus, onConnection, ...options }: WatchCustomerOptions): Promise<void> {
  const newest = new Map<string | undefined, Seen>()
  await keepWatching({
    store,
    path: "/store/customers/me/payments",
    polls: false,
    times: { ...TIMES, ...options.times },
    signal: options.signal ?? new AbortController().signal,
    onSeen(seen) {
      const { status, paymentId } = seen
      if (paymentId && isOlder(seen, newest.get(paymentId))) return false
      newest.set(paymentId, seen)
      queueMicrotask(() => onStatus(status, paymentId))
      return true
    },
    onConnection: (connection) => onConnection?.(connection),
    isOver: () => false,
  })
}
