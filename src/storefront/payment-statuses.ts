import type { PaymentStatus, PaymentTarget } from "./types.ts"
import { watchPayment, type WatchOptions } from "./watch-payment.ts"

/**
 * The same as an iterator. Whoever leaves the loop ends the watch. A loop that is slower than the news gets the newest only.
 *
 * @example
 * ```ts
 * for await (const status of paymentStatuses({ cartId }, { store: sdk })) {
 *   show(status)
 *   if (isFinal(status)) break
 * }
 * ```
 */
export async function* paymentStatuses(
  target: PaymentTarget,
  options: Omit<WatchOptions, "onStatus">,
): AsyncGenerator<PaymentStatus, void, undefined> {
  const own = new AbortController()
  const stop = () => own.abort()
  options.signal?.addEventListener("abort", stop)
  if (options.signal?.aborted) stop()
  let newest: PaymentStatus | undefined
  let isOver = false
  let wake = () => {}
  const onStatus = (status: PaymentStatus) => {
    newest = status
    wake()
  }
  const watch = watchPayment(target, { ...options, onStatus, signal: own.signal }).finally(() => {
    isOver = true
    wake()
  })
  // Awaited below, where it reaches the loop; nobody else is to hear of it.
  watch.catch(() => {})
  try {
    for (;;) {
      if (newest) {
        const status = newest
        newest = undefined
        yield status
      } else if (isOver) {
        await watch
        return
      } else {
        await new Promise<void>((resolve) => (wake = resolve))
      }
    }
  } finally {
    options.signal?.removeEventListener("abort", stop)
    stop()
  }
}
