import type { DescribedAccount } from "../../../../application/accounts/describe-account"
import type { Check } from "../../../../application/ground/check"

/** The answer of `GET /accounts`. */
export interface ShownAccounts {
  readonly accounts: readonly DescribedAccount[]
}

/** The answer of `GET /accounts/:id`. */
export interface ShownAccount {
  readonly account: DescribedAccount & { readonly findings: readonly Check[] }
}

/** The answer of `POST /accounts/:id/ping`: the webhook event that the test call became. */
export interface ShownTestCall {
  readonly test: { readonly webhook_event_id: string }
}
