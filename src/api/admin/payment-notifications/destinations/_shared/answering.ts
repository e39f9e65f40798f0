import type { MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

/** An error of ours; a workflow hands it on as a plain object. */
interface Coded {
  readonly code: string
  readonly type?: string
  readonly status: number
  readonly message: string
}

const TYPES: Readonly<Record<number, string>> = {
  400: MedusaError.Types.INVALID_DATA,
  404: MedusaError.Types.NOT_FOUND,
}

/**
 * Answers with the result of a change, or with why it cannot be made. 409 is answered here: Medusa's own handler would put words of
 * its own in the place of the option's name.
 */
export async function answering<T>(res: MedusaResponse<T>, change: () => Promise<NoInfer<T>>): Promise<void> {
  try {
    res.json(await change())
  } catch (error) {
    if (!isCoded(error)) throw error
    const { code, type = TYPES[error.status] ?? MedusaError.Types.UNEXPECTED_STATE, message, status } = error
    if (status !== 409) throw new MedusaError(type, message)
    const refusal = res as MedusaResponse
    refusal.status(status).json({ type, code, message })
  }
}

function isCoded(error: unknown): error is Coded {
  const { code, status, message } = (error ?? {}) as Partial<Coded>
  return typeof code === "string" && typeof status === "number" && typeof message === "string"
}
