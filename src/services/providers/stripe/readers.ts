import { CASH_BALANCES } from "./cash-balance"
import { CHARGES } from "./charge"
import { CHARGE_REFUNDS } from "./charge-refunded"
import { CHECKOUT_SESSIONS } from "./checkout-session"
import { DISPUTES } from "./dispute"
import { EARLY_FRAUD_WARNINGS } from "./early-fraud-warning"
import { PAYMENT_INTENTS } from "./payment-intent"
import { PAYMENT_METHODS } from "./payment-method"
import type { Reader } from "./reader"
import { REFUNDS } from "./refund"
import { REVIEWS } from "./review"
import { SOURCES } from "./source"

/** The event types that are read, each with its reader. */
export const READERS: ReadonlyMap<string, Reader> = new Map([
  ...PAYMENT_INTENTS,
  ...CHARGES,
  ...CHARGE_REFUNDS,
  ...REFUNDS,
  ...DISPUTES,
  ...EARLY_FRAUD_WARNINGS,
  ...CHECKOUT_SESSIONS,
  ...PAYMENT_METHODS,
  ...REVIEWS,
  ...CASH_BALANCES,
  ...SOURCES,
])

/** The snapshot type of a thin event about an object of API v1: `v1.charge.refunded` stands for `charge.refunded`. */
export const snapshotType = (thinType: string): string | undefined =>
  thinType.startsWith("v1.") ? thinType.slice("v1.".length) : undefined
