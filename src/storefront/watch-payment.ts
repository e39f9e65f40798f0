import type { Store } from "./call-store.ts"
import { isOlder, type Seen } from "./is-older.ts"
import { keepWatching } from "./keep-watching.ts"
import { TIMES, type Connection, type PaymentStatus, type PaymentTarget, type WatchTimes } from "./types.ts"

export interface WatchOptions {
  /** `{ baseUrl, publishableKey, token? }`, or an instance of `@medusajs/js-sdk`. */
  readonly store: Store
  /** A status that is known already: `onStatus` is called with newer ones only. */
  readonly initial?: PaymentStatus | null
  /** Called with the first status and with each change, newest last; never with one that is older than the one before. */
  readonly onStatus?: (status: PaymentStatus) => void
  /** Called when the way that the news take changes. */
  readonly onConnection?: (connection: Connection) => void
  /** Ends the watch. */
  readonly signal?: AbortSignal
  readonly times?: Partial<WatchTimes>
}

const ENDS: readonly string[] = ["captured", "canceled", "expired"]

/**
 * Whether nothing but refunds can follow: the payment has ended, and there is an order. Without one, a captured payment still gets it,
 * and a cart whose payment was canceled may be paid by the next.
 */
export const isFinal = ({ state, order_id }: PaymentStatus): boolean => ENDS.includes(state) && order_id !== null

export const pathOf = (target: PaymentTarget): string =>
  "cartId" in target
    ? `/store/carts/${encodeURIComponent(target.cartId)}/payment-status`
    : `/store/orders/${encodeURIComponent(target.orderId)}/payment-status`

/**
 * Follows a payment. Resolves to the newest status when `signal` is aborted and when nothing more is to be expected: some minutes
 * after a final status, because a refund may follow. Rejects with `PaymentStatusError` when the store refuses for good: 401 without a
 * valid token, 404 for an unknown cart or order.
 *
 * @example
 * ```ts
 * await watchPayment({ cartId }, { store: sdk, onStatus: show, signal })
 * ```
 */
export async function watchPayment(target: PaymentTarget, options: WatchOptions): Promise<PaymentStatus | undefined> {
  const signal = options.signal ?? new AbortController().signal
  const times = { ...TIMES, ...options.times }
  let shown: Seen | undefined = options.initial ? { status: options.initial } : undefined
  let shownAt = 0
  let connection: Connection | undefined

  const onConnection = (next: Connection) => {
    if (next === connection) return
    connection = next
    tell(options.onConnection, next)
  }
  /** Not within the watch: a fault of the caller's function must not count as one of the connection. */
  const tell = <T>(listener: ((value: T) => void) | undefined, value: T) => {
    if (listener) queueMicrotask(() => signal.aborted || listener(value))
  }
  const onSeen = (seen: Seen): boolean => {
    if (isOlder(seen, shown)) return false
    const isNews = JSON.stringify(seen.status) !== JSON.stringify(shown?.status)
    shown = { paymentId: shown?.paymentId, ...seen }
    if (!isNews) return false
    shownAt = Date.now()
    tell(options.onStatus, seen.status)
    return true
  }
  try {
    await keepWatching({
      store: options.store,
      path: pathOf(target),
      polls: true,
      times,
      signal,
      onSeen,
      onConnection,
      isOver: () => shown !== undefined && isFinal(shown.status) && Date.now() - shownAt >= times.finalMs,
    })
  } finally {
    onConnection("ended")
  }
  return shown?.status
}
