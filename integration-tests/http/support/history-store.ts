import { dialects } from "../../../src/testing"
import { storeAccounts } from "../../setup"

/** How many lives are generated; each costs an order on the real store, and those with a merchant some acts more. */
const HISTORIES = Number(process.env.HISTORIES ?? 300)

/** The lives that a merchant has a hand in. */
export const MERCHANTS = Math.ceil(HISTORIES / 5)
export const PAYMENTS = HISTORIES - MERCHANTS

/**
 * The seed they are generated from, printed with every failure. It is the same every time, so that a failure points to the change
 * itself. Another seed looks for faults that this one does not show: `HISTORIES_SEED=$RANDOM`. Order of arrival and kills are
 * random in any case.
 */
export const SEED = Number(process.env.HISTORIES_SEED ?? 307_252_950)

/** Lives at once. */
export const AT_ONCE = 12

/** The two accounts that report the histories. Of them, only Stripe can be asked as well. */
export const historyOptions = (gatewayUrl: string) => {
  const { options } = dialects.stripe.example({ webhookUrl: "", apiUrl: `${gatewayUrl}/api/stripe` })
  const { secret } = storeAccounts.stripe!.credentials
  const { keyId, secret: hmacSecret } = storeAccounts.hmac!.credentials
  const paymentProviders = ["pp_sandbox_sandbox"]
  return {
    accounts: [
      { id: "stripe", provider: "stripe", paymentProviders, options: { ...(options as object), signingSecrets: [secret] } },
      { id: "hmac", provider: "hmac", paymentProviders, options: { keys: [{ id: keyId, secrets: [hmacSecret] }] } },
    ],
    // Waits for another event are short here, and so are the leases of killed workers.
    processing: { retryInitialSeconds: 0.5, retryMaxSeconds: 5, leaseSeconds: 5 },
    // Only when the test says so: until then, a late event is not lost.
    reconciliation: { enabled: false, callsPerMinute: 6_000 },
  }
}

/** Deliveries go on for longer than a store takes to start anew. */
export const historyGateway = { retryDelaysMs: Array<number>(60).fill(1_000) }
