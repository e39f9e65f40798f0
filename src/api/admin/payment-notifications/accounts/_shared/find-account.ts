import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../../application/ground/module"
import type { Account } from "../../../../../services/options"

/** The configured account of the route. Throws NOT_FOUND. */
export function findAccount({ scope, params }: MedusaRequest): Account {
  const account = paymentNotificationService(scope).accounts.find(params.id ?? "")
  if (!account) throw new MedusaError(MedusaError.Types.NOT_FOUND, `account "${params.id}" is not configured`)
  return account
}
