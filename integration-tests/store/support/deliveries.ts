import type { AttemptedDelivery, ClaimedDelivery } from "../../../src/services/store/delivery-repository"
import type { NewDestination } from "../../../src/services/store/delivery-destination-repository"
import type { PaymentRecord } from "../../../src/services/store/entities"
import type { Instance, PluginDatabase } from "./module"

/** A destination for everything, unless the test gives other values. */
export const destination = (given: Partial<NewDestination> = {}): NewDestination => ({
  id: "dest_1",
  kind: "http",
  description: null,
  facts: ["*"],
  accounts: [],
  payload: "full",
  config: null,
  shown_config: { url: "https://warehouse.example" },
  secrets: null,
  timeout_seconds: 15,
  ...given,
})

export const emptyDeliveries = (database: PluginDatabase) =>
  database.query(
    `TRUNCATE delivery_destination, delivery, delivered_order, payment_record, payment_refund, payment_attention, payment_notification CASCADE`,
  )

/** A payment that was captured by as many transitions: versions 1, 2, … */
export async function capture({ payments }: Pick<Instance, "payments">, name: string, transitions = 1): Promise<void> {
  await payments.serialize(`payses_${name}`, async (transaction) => {
    let record: PaymentRecord | null = null
    for (let i = 1; i <= transitions; i++) record = (await transaction.recordTransition(record, ...captured(name, i))).record
  })
}

/** The arguments of `recordTransition`. */
export const captured = (name: string, version = 1, given: { fact?: string; account?: string } = {}) => {
  const money = { amount: "1999", currency_code: "eur" }
  const { fact = "payment.captured", account = "hmac" } = given
  const of = { account, provider: "hmac", provider_payment_id: `pi_${name}`, cart_id: `cart_${name}`, order_id: `order_${name}` }
  return [
    {
      id: `prec_${name}`,
      payment_session_id: `payses_${name}`,
      payment_id: `pay_${name}`,
      ...of,
      ...money,
      captured_amount: "1999",
      state: "captured" as const,
    },
    {
      id: `ptrn_${name}_${version}`,
      webhook_event_id: "pwhe_1",
      fact,
      from_state: "authorized" as const,
      to_state: "captured" as const,
      ...money,
      reason_code: null,
      occurred_at: new Date("2026-05-01T10:00:00Z"),
    },
  ] as const
}

/** The outcome of an attempt, as the worker writes it. */
export const outcome = (
  { id, lease_token, is_probe }: ClaimedDelivery,
  state: AttemptedDelivery["state"],
  given: Partial<AttemptedDelivery> = {},
): AttemptedDelivery => ({
  id,
  token: lease_token!,
  state,
  reason: state === "delivered" ? null : "delivery_rejected",
  lastError: state === "delivered" ? null : "the receiver answered 500",
  status: state === "delivered" ? 200 : 500,
  answer: "answer",
  retryInSeconds: 60,
  tookSeconds: 0.5,
  isProbe: is_probe,
  isFailure: state !== "delivered",
  isGone: false,
  ...given,
})

/** Makes all that is open due now, as if their time had passed. */
export const allDue = (database: PluginDatabase) =>
  database.query(`UPDATE delivery SET next_attempt_at = now() WHERE state IN ('pending', 'failed')`)
