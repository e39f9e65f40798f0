import { MedusaError } from "@medusajs/framework/utils"

/** Whose data: one of the two. */
export interface PersonRequest {
  readonly customer_id?: string
  /** In any case of letters; finds guests, too. */
  readonly email?: string
}

/** Throws Medusa's INVALID_DATA: an empty id would find nobody, and an empty address everybody without one. */
export function checkRequest({ customer_id, email }: PersonRequest): void {
  if (Boolean(customer_id) === Boolean(email)) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "an erasure takes either a customer's id or an e-mail address")
  }
  if (email && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "the e-mail address of an erasure must look like name@example.com")
  }
}
