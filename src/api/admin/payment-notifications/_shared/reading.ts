import type { MedusaResponse } from "@medusajs/framework/http"
import { ReadUnavailableError } from "../../../../services/domain/read-unavailable"

const RETRY_AFTER_SECONDS = "5"

/**
 * Answers with the result of a read, as JSON unless `answer` says otherwise, or 503 with the reason if it takes too long now. Medusa's
 * own handler would answer 500.
 */
export async function reading<T>(res: MedusaResponse<T>, read: () => Promise<NoInfer<T>>): Promise<void>
export async function reading<T, Shown>(
  res: MedusaResponse<T>,
  read: () => Promise<Shown>,
  answer: (shown: Shown) => void,
): Promise<void>
export async function reading(
  res: MedusaResponse<never>,
  read: () => Promise<unknown>,
  answer: (shown: unknown) => void = (shown) => void (res as MedusaResponse).json(shown),
): Promise<void> {
  try {
    answer(await read())
  } catch (error) {
    if (!(error instanceof ReadUnavailableError)) throw error
    const { status, code, message } = error
    const refusal = res as MedusaResponse
    refusal.status(status).setHeader("retry-after", RETRY_AFTER_SECONDS).json({ type: "unexpected_state", code, message })
  }
}
