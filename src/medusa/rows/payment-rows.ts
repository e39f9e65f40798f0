import type { MedusaContainer, PaymentCollectionStatus, PaymentSessionStatus } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { TransactionContext } from "./module-transaction"
import type { RefundMark, RefundRow, Reversal } from "./refund-rows"
import type { StoredAmount } from "./stored-amount"

export interface CaptureRow extends StoredAmount {
  readonly id: string
  readonly created_at: string | Date
  readonly created_by?: string | null
  readonly metadata?: { readonly payment_notifications?: { readonly announced?: boolean } } | null
}

export interface PaymentRow extends StoredAmount {
  readonly id: string
  readonly payment_collection_id: string
  readonly currency_code: string
  readonly captured_at?: string | Date | null
  readonly canceled_at?: string | Date | null
  /** Loaded where the relation is asked for. */
  readonly captures?: readonly CaptureRow[]
  readonly refunds?: readonly RefundRow[]
}

export interface PaymentSessionRow {
  readonly id: string
  readonly status: PaymentSessionStatus
  readonly payment_collection_id: string
  readonly payment?: { readonly id: string } | null
}

export interface PaymentCollectionRow {
  readonly id: string
  readonly status: PaymentCollectionStatus
  readonly captured_amount?: unknown
  readonly raw_captured_amount?: unknown
  readonly payments?: readonly PaymentRow[]
}

interface Find {
  readonly select?: readonly string[]
  readonly relations?: readonly string[]
  readonly order?: Readonly<Record<string, "ASC" | "DESC">>
  readonly take?: number | null
  readonly withDeleted?: boolean
}

interface SessionUpdate {
  readonly id: string
  readonly status?: PaymentSessionStatus
  readonly amount?: string
  readonly currency_code?: string
  readonly payment_collection_id?: string
}

interface RefundMetadata {
  readonly payment_notifications?: RefundMark
  readonly payment_notifications_reversals?: readonly Reversal[]
}

/**
 * Medusa's Payment Module by the methods that it generates for its rows. They exist at run time only, because the published
 * interface leaves them out or types them narrower. We use them because none of them calls a provider: the published
 * `updatePaymentSession`, `cancelPayment` and `refundPayment` would call a provider back about the very change that it has just
 * reported. Amounts are major units as decimal text.
 */
export interface PaymentRows {
  retrievePaymentCollection(id: string, config?: Find): Promise<PaymentCollectionRow>
  listPaymentCollections(filters: { readonly id: readonly string[] }, config?: Find): Promise<PaymentCollectionRow[]>
  createPaymentCollections(data: {
    readonly id: string
    readonly amount: string
    readonly currency_code: string
    readonly metadata: object
  }): Promise<unknown>
  updatePaymentCollections(
    id: string,
    data: {
      readonly status?: PaymentCollectionStatus
      readonly captured_amount?: string
      readonly refunded_amount?: string
      readonly amount?: string
    },
  ): Promise<unknown>

  retrievePaymentSession(id: string, config?: Find): Promise<PaymentSessionRow>
  listPaymentSessions(
    filters: { readonly id?: readonly string[]; readonly payment_collection_id?: string },
    config?: Find,
  ): Promise<PaymentSessionRow[]>
  createPaymentSessions(
    data: SessionUpdate & { readonly provider_id: string; readonly data: Record<string, unknown> },
  ): Promise<unknown>
  updatePaymentSessions(data: SessionUpdate | readonly SessionUpdate[]): Promise<unknown>

  retrievePayment(id: string, config?: Find, context?: TransactionContext): Promise<PaymentRow>
  updatePayment(data: {
    readonly id: string
    readonly amount?: string
    readonly payment_collection_id?: string
    readonly captured_at?: Date | null
    readonly canceled_at?: Date | null
  }): Promise<unknown>

  /** `is_captured` keeps core from calling the provider: without it, this method does more than write rows. */
  capturePayment(data: {
    readonly payment_id: string
    readonly is_captured: true
    readonly amount?: string
    readonly captured_by?: string
  }): Promise<unknown>
  updateCaptures(data: { readonly id: string; readonly metadata: object }): Promise<unknown>

  listRefundReasons(filters: object, config?: Find): Promise<Array<{ readonly label: string; readonly code: string }>>
  listRefunds(filters: { readonly payment_id: string }, config?: Find, context?: TransactionContext): Promise<RefundRow[]>
  createRefunds(
    data: {
      readonly id: string
      readonly payment_id: string
      readonly amount: string
      readonly note: string | null
      readonly metadata: RefundMetadata
    },
    context?: TransactionContext,
  ): Promise<RefundRow>
  updateRefunds(
    data: { readonly id: string; readonly amount?: string; readonly metadata: RefundMetadata },
    context?: TransactionContext,
  ): Promise<unknown>
  softDeleteRefunds(ids: readonly string[], config?: object, context?: TransactionContext): Promise<unknown>
}

export const paymentRows = (container: MedusaContainer): PaymentRows =>
  container.resolve(Modules.PAYMENT) as unknown as PaymentRows
