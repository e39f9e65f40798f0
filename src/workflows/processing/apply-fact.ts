import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { differences, minorOf } from "../../services/domain/compare"
import { AmountMismatchError } from "../../services/domain/errors"
import { factName, type PaymentFact } from "../../services/domain/facts"
import { transition } from "../../services/domain/transition"
import type { Account } from "../../services/options"
import type { PaymentRecord } from "../../services/store/entities"
import type { Moved, PaymentTransaction } from "../../services/store/payment-repository"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"
import { paymentNotificationService } from "../module"
import { loadPaymentContext, type PaymentContext } from "../sync/payment-context"
import type { SettledPayment } from "../sync/settle-payment"
import { SYNC } from "../sync/sync-payment"

/** What a fact did: moved the payment, or nothing. */
export type Applied =
  ({ readonly outcome: "moved" } & Moved) | { readonly outcome: "stale" | "conflict"; readonly record: PaymentRecord }

/** Seconds to wait for another event of the same payment. */
const LOCK_TIMEOUT_SECONDS = 30

/**
 * Applies one fact to its payment, alone: Medusa's Locking Module keeps this process's (or, on Redis, the cluster's) workers
 * apart, PostgreSQL's lock everybody. The order of work makes a crash harmless: effects in Medusa first, each of which finds
 * itself done when repeated, then the move and its history in one commit.
 */
export async function applyFact(
  container: MedusaContainer,
  event: ClaimedEvent,
  account: Account,
  fact: PaymentFact,
  sessionId: string,
): Promise<Applied> {
  const service = paymentNotificationService(container)
  const locking = container.resolve(Modules.LOCKING)
  return locking.execute(
    `payment-notification:${sessionId}`,
    () =>
      service.payments.serialize(sessionId, async (payments) => {
        const record = await payments.findBySession(sessionId)
        const reported = fact.occurredAt ?? event.occurred_at
        const decided = record
          ? transition(record.state, fact.state, { last: record.occurred_at, reported, otherPayment: isOther(record, fact) })
          : undefined
        if (record && decided && decided.outcome !== "moved") return { outcome: decided.outcome, record }
        const context = await loadPaymentContext(container, sessionId)
        const mismatches = differences(fact, context.expected, account)
        if (mismatches.length) throw new AmountMismatchError(mismatches.join("; "))
        const settled = await SYNC[fact.state](container, context, {
          interruptedSince: event.attempts > 1 ? event.received_at : null,
        })
        return move(payments, { event, account, fact, record, context, settled })
      }),
    { timeout: LOCK_TIMEOUT_SECONDS },
  )
}

/** Both name a payment of the provider's, and not the same one. */
const isOther = ({ provider_payment_id: known }: PaymentRecord, { providerPaymentId: told }: PaymentFact): boolean =>
  Boolean(known && told && known !== told)

interface Move {
  readonly event: ClaimedEvent
  readonly account: Account
  readonly fact: PaymentFact
  readonly record: PaymentRecord | null
  readonly context: PaymentContext
  readonly settled: Partial<SettledPayment>
}

async function move(payments: PaymentTransaction, { event, account, fact, record, context, settled }: Move): Promise<Applied> {
  const { expected, session } = context
  const currency = expected.currency.toLowerCase()
  const reported = fact.amount && minorOf(fact.amount, currency)
  const moved = await payments.move(
    record,
    {
      id: record?.id ?? generateEntityId(undefined, "prec"),
      payment_session_id: session.id,
      payment_collection_id: session.collectionId,
      payment_id: settled.payment_id ?? context.paymentId,
      cart_id: context.cartId,
      order_id: settled.order_id ?? context.orderId ?? record?.order_id ?? null,
      account: account.id,
      provider: account.provider,
      payment_provider_id: expected.paymentProviderId,
      provider_payment_id: fact.providerPaymentId ?? record?.provider_payment_id ?? null,
      state: fact.state,
      amount: expected.amount.toString(),
      captured_amount: fact.state === "captured" ? (reported ?? expected.amount).toString() : (record?.captured_amount ?? "0"),
      currency_code: currency,
      reason_code: fact.reasonCode ?? null,
      occurred_at: fact.occurredAt ?? event.occurred_at,
    },
    {
      id: generateEntityId(undefined, "ptrn"),
      webhook_event_id: event.id,
      fact: factName(fact),
      from_state: record?.state ?? "pending",
      to_state: fact.state,
      amount: (reported ?? expected.amount).toString(),
      currency_code: currency,
      reason_code: fact.reasonCode ?? null,
      occurred_at: fact.occurredAt ?? event.occurred_at,
    },
  )
  return { outcome: "moved", ...moved }
}
