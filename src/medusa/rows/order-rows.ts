import type { IOrderModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

export interface CreditLineRow {
  readonly order_id: string
  readonly reference: string
  readonly reference_id: string
}

interface CreditLineFilter {
  readonly order_id: string
  readonly reference: string
  readonly reference_id: string | readonly string[]
}

/** Medusa's Order Module with a method that it generates and its published interface leaves out, as for Payment (`payment-rows.ts`). */
export interface OrderRows extends IOrderModuleService {
  listOrderCreditLines(filters: CreditLineFilter): Promise<CreditLineRow[]>
}

export const orderRows = (container: MedusaContainer): OrderRows => container.resolve(Modules.ORDER) as OrderRows
