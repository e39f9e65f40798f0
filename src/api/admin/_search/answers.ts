/** A payment that a search found: whoever looks for it knows its id or the number of its order. */
export interface FoundPayment {
  readonly id: string
  readonly account: string
  readonly provider_payment_id: string | null
  readonly order_display_id: number | null
}

/** An event that a search found. */
export interface FoundEvent {
  readonly id: string
  readonly account: string
  readonly type: string
  readonly event_id: string
}

/** A group of core's `GET /admin/search`. */
export interface SearchGroup {
  readonly entity: string
  readonly data: readonly unknown[]
  readonly count: number
  readonly offset: number
  readonly limit: number
}

/** The names by which the dashboard asks for our groups. */
export const SEARCHED = ["payment_record", "payment_webhook_event"] as const
export type Searched = (typeof SEARCHED)[number]
