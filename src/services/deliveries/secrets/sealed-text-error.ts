import { PaymentNotificationError } from "../../domain/errors"

/**
 * A sealed text cannot be opened: its key is not configured any more, or it was changed or moved to another row. It stays as it
 * is; `final`, because no retry brings the key back.
 */
export class SealedTextError extends PaymentNotificationError {
  readonly code = "sealed_text"
  readonly status = 500
  override readonly final = true
}
