import { PaymentNotificationError } from "./errors"

/** Stands in place of data that an erasure has emptied. `erased` is the erasure's id, which its line in the log names as well. */
export interface ErasedMark {
  readonly erased: string
  /** ISO 8601. */
  readonly erased_at: string
}

export const ERASURE_ID = "eras"

/** No address and no telephone number begins so. */
export const PSEUDONYM = "erased:"

/** Whether a row's JSON was emptied by an erasure. */
export const isErased = (value: unknown): value is ErasedMark =>
  typeof value === "object" && value !== null && "erased" in value && String(value.erased).startsWith(`${ERASURE_ID}_`)

/** Why an event cannot be applied again, for a person. */
export const describeErased = (eventId: string, { erased, erased_at }: ErasedMark): string =>
  `the body of webhook event ${eventId} was erased with a person's data (${erased}, ${erased_at}): it cannot be applied again; ` +
  "`payment-notifications reconcile` asks the provider anew"

/** The event's body and payload were erased with a person's data: nobody can apply it again. */
export class ErasedEventError extends PaymentNotificationError {
  readonly code = "erased_event"
  readonly status = 410
  override readonly final = true
}
