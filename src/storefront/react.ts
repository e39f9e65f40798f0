import { useEffect, useMemo, useRef, useSyncExternalStore } from "react"
import type { Store } from "./call-store.ts"
import { createPaymentSource, type PaymentView } from "./payment-source.ts"
import type { PaymentStatus, PaymentTarget, WatchTimes } from "./types.ts"

export type { PaymentView } from "./payment-source.ts"

export interface UsePaymentStatusOptions {
  /** `{ baseUrl, publishableKey, token? }`, or an instance of `@medusajs/js-sdk`. */
  readonly store: Store
  /** A status that the server has read, for its own rendering and the first one in the browser. */
  readonly initial?: PaymentStatus | null
  readonly times?: Partial<WatchTimes>
}

/**
 * The status of a payment as it is now. Watches while the component is mounted; null or undefined watches nothing. Another cart or
 * order begins anew; `options` may be a new object at each rendering, of which the newest counts when a watch begins.
 *
 * @example
 * ```tsx
 * const { status, connection, error } = usePaymentStatus({ cartId }, { store: sdk })
 * ```
 */
export function usePaymentStatus(target: PaymentTarget | null | undefined, options: UsePaymentStatusOptions): PaymentView {
  const cartId = target && "cartId" in target ? target.cartId : undefined
  const orderId = target && "orderId" in target ? target.orderId : undefined
  const newest = useRef(options)
  useEffect(() => {
    newest.current = options
  })
  const source = useMemo(() => {
    const watched = cartId !== undefined ? { cartId } : orderId !== undefined ? { orderId } : null
    return createPaymentSource(watched, () => newest.current, newest.current.initial)
  }, [cartId, orderId])
  return useSyncExternalStore(source.subscribe, source.view, source.view)
}
