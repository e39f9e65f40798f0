import type { IOrderModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { TransactionContext } from "./module-transaction"
import type { StoredAmount } from "./stored-amount"

export interface CreditLineRow extends StoredAmount {
  readonly order_id: string
  readonly reference?: string | null
  readonly reference_id?: string | null
}

interface CreditLineFilter {
  readonly order_id: string
  readonly reference: string
  readonly reference_id: string | readonly string[]
}

/** The sums of one version of an order. */
export interface OrderSummaryRow {
  readonly id: string
  /** Each sum as a number, and exactly under `raw_…`. */
  readonly totals: Readonly<Record<string, unknown>>
}

/** Medusa's Order Module with methods that it generates and its published interface leaves out, as for Payment (`payment-rows.ts`). */
export interface OrderRows extends IOrderModuleService {
  listOrderCreditLines(filters: CreditLineFilter, config?: { readonly take: null }): Promise<CreditLineRow[]>
  listOrderSummaries(
    filters: { readonly order_id: string; readonly version: number },
    config: object,
    context: TransactionContext,
  ): Promise<OrderSummaryRow[]>
  updateOrderSummaries(
    data: { readonly id: string; readonly totals: Readonly<Record<string, unknown>> },
    context: TransactionContext,
  ): Promise<unknown>
}

export const orderRows = (container: MedusaContainer): OrderRows => container.resolve(Modules.ORDER) as OrderRows
