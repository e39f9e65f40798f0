/** The state of a payment, in Medusa's spelling. */
export type PaymentState = "pending" | "requires_action" | "authorized" | "captured" | "failed" | "canceled" | "expired"

/** The answer's `payment_status` of the store API. Amounts are major units; `…_minor` are integers of the smallest unit, as text. */
export interface PaymentStatus {
  readonly state: PaymentState
  /** Grows with every change; 0 until the provider has reported anything. */
  readonly version: number
  readonly amount: number
  readonly amount_major: number
  readonly amount_minor: string
  readonly captured_amount: number
  readonly captured_amount_major: number
  readonly captured_amount_minor: string
  readonly refunded_amount: number
  readonly refunded_amount_major: number
  readonly refunded_amount_minor: string
  /** ISO 4217, lower case. */
  readonly currency_code: string
  readonly reason_code: string | null
  /** Null until there is an order. */
  readonly order_id: string | null
  readonly order_display_id: number | null
  /** ISO 8601. */
  readonly updated_at: string
}

/** The payment of a cart, whose id is the permission to see it, or that of an order, for its signed-in customer. */
export type PaymentTarget = { readonly cartId: string } | { readonly orderId: string }

/** How the news arrive: `ended` after the last of them. */
export type Connection = "connecting" | "live" | "polling" | "offline" | "ended"

/** Milliseconds. The defaults suit storefronts; tests take shorter ones. */
export interface WatchTimes {
  /** Pause before a new connection, until the server has named another. Default 2,000. */
  readonly retryMs: number
  /** A connection counts as lost after this long without its first byte. Default 10,000. */
  readonly openMs: number
  /** A connection counts as lost after this long without any byte. Default 45,000: three heartbeats of the server. */
  readonly silenceMs: number
  /** Pause between two polls; it grows to five times this long while nothing changes. Default 3,000. */
  readonly pollMs: number
  /** While it polls, the stream is tried again after this long; each time in vain doubles it, up to ten times. Default 30,000. */
  readonly streamAgainMs: number
  /** Polling ends this long after a final status: a refund may follow. Default 180,000. */
  readonly finalMs: number
  /** A browser that believes to be offline tries nevertheless after this long: it may be wrong. Default 30,000. */
  readonly offlineMs: number
}

export const TIMES: WatchTimes = {
  retryMs: 2_000,
  openMs: 10_000,
  silenceMs: 45_000,
  pollMs: 3_000,
  streamAgainMs: 30_000,
  finalMs: 180_000,
  offlineMs: 30_000,
}
