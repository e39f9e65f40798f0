import type { Account } from "../options/account"

interface Tolerant {
  readonly toleranceSeconds?: number
  readonly timestamp?: { readonly toleranceSeconds?: number }
}

/**
 * The account as it verifies messages of a queue. A call is signed when it is sent, but a message may have waited while this store
 * was down: by the account's own minutes it would be refused as forged, and lost. A replayed message is still found in the inbox
 * by its id.
 */
export function withPatience(account: Account, maxAgeSeconds: number): Account {
  const options = account.options as Tolerant
  return {
    ...account,
    options: {
      ...options,
      ...(options.toleranceSeconds !== undefined && { toleranceSeconds: maxAgeSeconds }),
      ...(options.timestamp && { timestamp: { ...options.timestamp, toleranceSeconds: maxAgeSeconds } }),
    },
  }
}
