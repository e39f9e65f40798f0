import { fieldOf, readText } from "../kit/fields"
import { readIsoTime } from "../kit/iso-time"
import { readAmount } from "./amount"
import { readMetadata } from "./metadata"

export type MollieNews = ReturnType<typeof readNews>

/**
 * An entity that only a person may have to look at, or of which Mollie documents little: a dispute, a bank transfer that matches no
 * payment, an entity beside an unknown event type. Nothing of it is needed.
 */
export const readNews = (value: unknown) => ({
  resource: "news" as const,
  kind: readText(fieldOf(value, "kind")) ?? readText(fieldOf(value, "resource")),
  id: readText(fieldOf(value, "id")),
  status: readText(fieldOf(value, "status")),
  amount: readAmount(fieldOf(value, "amount")),
  paymentId: readText(fieldOf(value, "paymentId")),
  metadata: readMetadata(fieldOf(value, "metadata")),
  createdAt: readIsoTime(fieldOf(value, "createdAt")),
})
