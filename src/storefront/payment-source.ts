import type { Connection, PaymentStatus, PaymentTarget } from "./types.ts"
import { watchPayment, type WatchOptions } from "./watch-payment.ts"

/** One view of a payment; a new object with each change, and only then. */
export interface PaymentView {
  /** Null until the first status has arrived. */
  readonly status: PaymentStatus | null
  readonly connection: Connection
  /** Why the watch has ended, where the store refuses: `PaymentStatusError` with its `status`. */
  readonly error: unknown
}

export interface PaymentSource {
  subscribe(listener: () => void): () => void
  view(): PaymentView
}

export type SourceOptions = Pick<WatchOptions, "store" | "times">

/**
 * A payment as an external store: watched while anybody is subscribed. `options` is asked when a watch begins, so that a page may make
 * a new object at each rendering.
 */
export function createPaymentSource(
  target: PaymentTarget | null | undefined,
  options: () => SourceOptions,
  initial?: PaymentStatus | null,
): PaymentSource {
  const listeners = new Set<() => void>()
  let view: PaymentView = { status: initial ?? null, connection: "connecting", error: undefined }
  let watch: AbortController | undefined

  const show = (changes: Partial<PaymentView>) => {
    view = { ...view, ...changes }
    for (const listener of listeners) listener()
  }
  const begin = () => {
    if (watch || !target || !listeners.size) return
    const { signal } = (watch = new AbortController())
    show({ error: undefined })
    watchPayment(target, {
      ...options(),
      signal,
      ...(view.status && { initial: view.status }),
      onStatus: (status) => show({ status }),
      onConnection: (connection) => show({ connection }),
    }).catch((error: unknown) => signal.aborted || show({ error }))
  }
  return {
    subscribe(listener) {
      listeners.add(listener)
      // React subscribes twice in StrictMode, with an end in between: one connection is enough.
      queueMicrotask(begin)
      return () => {
        listeners.delete(listener)
        queueMicrotask(() => {
          if (listeners.size) return
          watch?.abort()
          watch = undefined
        })
      }
    },
    view: () => view,
  }
}
