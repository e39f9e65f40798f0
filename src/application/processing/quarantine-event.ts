import type { MedusaContainer } from "@medusajs/framework/types"
import { exceeds } from "../../services/domain/captures"
import { minorOf } from "../../services/domain/compare"
import { UnmatchedPaymentError } from "../../services/domain/errors"
import { factName, isMoneyFact } from "../../services/domain/facts"
import type { Amount } from "../../services/domain/money"
import { reportedMoney } from "../../services/domain/reported-money"
import { ABOUT_A_PAYMENT } from "../attention/about-a-payment"
import { capturesOf } from "../attention/quarantined-captures"
import { raiseAttention } from "../attention/raise/raise-attention"
import { SYSTEM } from "../attention/system-decision"
import type { NewAttention } from "../../services/store/attention-repository"
import type { AttentionKind, PaymentAttention } from "../../services/store/entities"
import type { Verdict } from "../../services/store/webhook-event-repository"
import { paymentNotificationService } from "../ground/module"
import { loadPaymentContext } from "../ground/payment-context"
import type { FactSoFar } from "./fact-context"

/** The reason why an event is not applied before a person has reviewed it. */
export interface Quarantine {
  readonly kind: AttentionKind
  /** One sentence for a person. */
  readonly detail: string
  /** Each difference from the order, as a sentence. */
  readonly differences?: readonly string[]
  /** The reason on the event's row. */
  readonly reason: string
}

function subjectOf({ event, sessionId, fact, reported }: FactSoFar, kind: AttentionKind): string {
  if (!ABOUT_A_PAYMENT.has(kind)) return event.id
  const paymentId = (fact ?? reported)?.providerPaymentId
  // Another channel's payment has no session, and several events report it.
  if (!sessionId) return kind === "foreign_order" && paymentId ? `${event.account}:${paymentId}` : event.id
  const payment = `${sessionId}:${paymentId ?? ""}`
  // Each part of a payment that was captured in parts may be taken back.
  const part = kind === "capture_reversed" && fact?.subject === "payment" ? fact.providerCaptureId : undefined
  return part ? `${payment}:${part}` : payment
}

/**
 * Puts an event up for review and answers the verdict to write on it: quarantined, or ignored where a person has decided the same
 * case before. The item comes before the verdict, so that nothing is quarantined unseen.
 */
export async function quarantineEvent(container: MedusaContainer, about: FactSoFar, quarantine: Quarantine): Promise<Verdict> {
  const { kind, detail, reason } = quarantine
  const former = await reopenFormer(container, about, quarantine)
  if (former && kind === "dead_event") return { state: "quarantined", reason, lastError: detail }
  if (await hasEnded(container, about, quarantine)) return { state: "processed", reason: "stale", lastError: ENDED }
  const news = await describe(container, about, quarantine)
  const newCapture = await isNewCapture(container, about, news)
  const item = await raiseAttention(container, news, { isNews: newCapture })
  // Refunds and disputes that were reported before the money they are about.
  if (isMoneyFact(news.data.fact)) {
    const { providerPaymentId } = about.fact ?? {}
    await paymentNotificationService(container).inbox.wakeUntied(about.event.account, {
      ...(providerPaymentId && { providerPaymentId }),
      ...(about.sessionId && { sessionId: about.sessionId }),
    })
  }
  if (item.state === "resolved") {
    return { state: "ignored", reason: "decided", lastError: `${detail}; decided before: ${item.resolution}` }
  }
  return { state: "quarantined", reason, lastError: detail, awaited: [item.id] }
}

const ENDED = "the provider has given up this authorization since, and nothing was paid"

/** Kinds about money that an authorization only promises. A sign of risk stays with its payment. */
const PROMISED: readonly AttentionKind[] = ["mismatch", "orphan_payment", "double_payment", "late_payment"]

/** An authorization that is over needs no decision. One that a person has accepted says itself why that could not be done. */
async function hasEnded(
  container: MedusaContainer,
  { event, fact, accepted }: FactSoFar,
  { kind }: Quarantine,
): Promise<boolean> {
  if (accepted || !PROMISED.includes(kind) || !fact?.providerPaymentId || factName(fact) !== "payment.authorized") return false
  return paymentNotificationService(container).inbox.hasEnded(event.id, fact.providerPaymentId)
}

/**
 * Money has moved, and no decision covers it yet: one that left an authorization alone does not cover its capture, nor does one
 * about the first part cover the next.
 */
async function isNewCapture(
  container: MedusaContainer,
  { event, fact, sessionId }: FactSoFar,
  news: NewAttention,
): Promise<boolean> {
  if (!fact || fact.subject !== "payment" || fact.state !== "captured" || !sessionId) return false
  const { attention, inbox } = paymentNotificationService(container)
  const former = await attention.findBySubject(news.kind, news.subject_key)
  const decided = await inbox.decidedCaptures(sessionId, fact.providerPaymentId ?? null)
  // The decision was about this very event, or about a capture whose events are gone or not yet ignored.
  const isDecided = former?.state === "resolved" && former.data.fact === "payment.captured"
  if (isDecided && (former.webhook_event_id === event.id || !decided.length)) return false
  for (const id of decided) {
    // A capture that cannot be read just now is reviewed once more rather than ignored.
    const captures = await capturesOf(container, id).catch(() => [])
    if (captures.some((capture) => !exceeds(fact, capture, news.currency_code ?? ""))) return false
  }
  return true
}

/**
 * The item under which the event was quarantined before: a decision to apply it has failed, or another item replaces it. A decision
 * that came while the event was going through again without it has not failed: the sweep carries it out.
 */
async function reopenFormer(
  container: MedusaContainer,
  { event, accepted }: FactSoFar,
  { kind, detail }: Quarantine,
): Promise<PaymentAttention | undefined> {
  const { attention } = paymentNotificationService(container)
  const former = await attention.findUnresolvedOf(event.id)
  if (!former) return undefined
  const decision = former.state === "deciding" ? await attention.lastDecision(former.id) : null
  if (decision && accepted === false) return former
  if (decision?.action === "accept") await attention.reopen(former.id, decision, `not applied: ${detail}`)
  if (former.kind === kind || kind === "dead_event") return former
  await attention.resolve(former.id, "superseded", SYSTEM, `quarantined for another reason now: ${detail}`, event.id)
  return undefined
}

async function describe(container: MedusaContainer, about: FactSoFar, { kind, detail, differences }: Quarantine) {
  const { event, fact, sessionId } = about
  const reported = fact ?? about.reported
  const { payments } = paymentNotificationService(container)
  const record = sessionId ? await payments.findBySession(sessionId) : null
  const context = sessionId ? await contextOf(container, sessionId) : undefined
  const currency = reportedCurrency(reported?.amount) ?? context?.expected.currency ?? record?.currency_code ?? null
  const amount = reported?.amount && currency ? minorOf(reported.amount, currency) : undefined
  return {
    kind,
    subject_key: subjectOf(about, kind),
    detail,
    account: event.account,
    webhook_event_id: event.id,
    payment_record_id: record?.id ?? null,
    payment_session_id: sessionId ?? null,
    provider_payment_id: reported?.providerPaymentId ?? record?.provider_payment_id ?? null,
    cart_id: context?.cartId ?? record?.cart_id ?? null,
    order_id: context?.orderId ?? record?.order_id ?? null,
    amount: (amount ?? context?.expected.amount)?.toString() ?? record?.amount ?? null,
    currency_code: currency?.toLowerCase() ?? null,
    due_by: (fact?.subject === "dispute" && fact.evidenceDueBy) || null,
    data: {
      ...(fact && { fact: factName(fact), reported: reportedMoney(fact, currency ?? "") }),
      ...(differences && { differences }),
    },
  } satisfies Partial<PaymentAttention> & { kind: AttentionKind }
}

const reportedCurrency = (amount: Amount | undefined): string | undefined =>
  amount && "currency" in amount ? amount.currency : undefined

/** The session may be gone: then its data from elsewhere has to do. */
async function contextOf(container: MedusaContainer, sessionId: string) {
  try {
    return await loadPaymentContext(container, sessionId)
  } catch (error) {
    if (error instanceof UnmatchedPaymentError) return undefined
    throw error
  }
}
