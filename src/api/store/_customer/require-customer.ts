import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { customerExists } from "../../../application/notifications/reach/customer-exists"

/** Medusa's 404 for a customer who was deleted: their token outlives them, and nothing may be kept about them again. */
export async function requireCustomer({ scope, auth_context }: AuthenticatedMedusaRequest<unknown>): Promise<void> {
  const { actor_id: id } = auth_context
  if (!(await customerExists(scope, id))) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Customer with id: ${id} was not found`)
  }
}
