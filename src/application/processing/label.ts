import { oneLine } from "../../services/domain/describe-error"
import type { WebhookEvent } from "../../services/store/entities"

/** An event as log lines name it. Its type is a word of the provider's. */
export const labelOf = ({ id, account, type }: Pick<WebhookEvent, "id" | "account" | "type">): string =>
  `webhook event ${id} (${account} ${oneLine(type, 80)})`
