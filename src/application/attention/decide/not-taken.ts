import type { MedusaContainer } from "@medusajs/framework/types"
import { InvalidStateError } from "../../../services/domain/errors"
import { findItem } from "../find-item"

/** The reason why an item could not be taken for a decision. */
export async function notTaken(container: MedusaContainer, id: string): Promise<InvalidStateError> {
  const { state } = await findItem(container, id)
  return new InvalidStateError(
    state === "open"
      ? `attention item ${id} has changed since it was shown: look at it again, then decide`
      : `attention item ${id} is decided already`,
  )
}
