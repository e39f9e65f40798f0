import { PaymentNotificationError } from "./errors"

/** No event stands in this state for this cause, or all of them were erased. */
export class NothingToReplayError extends PaymentNotificationError {
  readonly code = "nothing_to_replay"
  readonly status = 404
  /** Medusa answers 404, with the message, for errors of this type. */
  readonly type = "not_found"
  override readonly final = true

  constructor({ state, account, cause }: { readonly state: string; readonly account: string; readonly cause: string }) {
    super(`There is no ${state} event of account ${account} with the cause ${cause} that can be replayed`)
  }
}
