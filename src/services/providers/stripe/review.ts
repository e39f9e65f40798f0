import type { PaymentFact } from "../../domain/facts"
import type { JsonObject } from "../kit/read-json"
import { readObject, readText } from "../kit/fields"
import { idOf, pickReference, requireId, requireKind, requireReference, sessionIn } from "./fields"
import { eventOf } from "./intent-status"
import { PAYMENT_INTENTS, pickIntent } from "./payment-intent"
import { readable, reader, type EventContext, type Missing, type Reader } from "./reader"

const INTENTS = new Map(PAYMENT_INTENTS)

type ShownIntent = ReturnType<typeof pickIntent> & { readonly status: string | undefined }

/** The reviewed payment, where the API was asked to expand it. */
function pickPayment(value: unknown): ShownIntent | undefined {
  const intent = readObject(value)
  return intent?.object === "payment_intent" ? { ...pickIntent(intent), status: readText(intent.status) } : undefined
}

const pickReview = (object: JsonObject) => ({
  id: requireId(object),
  object: requireKind(object, "review"),
  closed_reason: readText(object.closed_reason) ?? readText(object.reason),
  charge: pickReference(object.charge),
  payment_intent: pickPayment(object.payment_intent) ?? requireReference(object, "payment_intent"),
})

type Review = ReturnType<typeof pickReview>

/** Ends of a review. Whatever stopped the payment before a person approved it, it must not be shipped. */
const DECISIONS: ReadonlyMap<string | undefined, PaymentFact["reviewDecision"]> = new Map([
  ["approved", "accepted"],
  ["acknowledged", "accepted"],
  ["refunded", "rejected"],
  ["refunded_as_fraud", "rejected"],
  ["canceled", "rejected"],
  ["disputed", "rejected"],
  ["payment_never_settled", "rejected"],
] as const)

const closed = reader({ what: "a review", pick: pickReview, needs: [] }, (review, context) => {
  const { closed_reason: reason } = review
  const sessionId = sessionIn(review.payment_intent, review.charge)
  const providerPaymentId = idOf(review.payment_intent) ?? idOf(review.charge)
  const about = { ...(providerPaymentId && { providerPaymentId }), ...(sessionId && { sessionId }) }
  const reviewDecision = DECISIONS.get(reason)
  if (!reviewDecision) {
    return {
      unclear: { detail: `the review ${review.id} was closed for the reason "${reason ?? ""}", which is no decision`, ...about },
    }
  }
  // Without the payment beside it, a review says nothing of its state: the least of all states changes none.
  const payment = paymentFact(review, context) ?? { subject: "payment" as const, state: "pending" as const, ...context, ...about }
  const { underReview: _over, ...fact } = payment
  return { ...fact, reviewDecision, ...(reason && { reasonCode: reason }) }
})

const isShown = (intent: Review["payment_intent"]): intent is ShownIntent => typeof intent === "object" && "status" in intent

/** The reviewed payment in its current state. */
function paymentFact({ payment_intent: intent }: Review, { mode, occurredAt }: EventContext): PaymentFact | undefined {
  if (!isShown(intent)) return undefined
  const event = { livemode: mode === "live", data: { object: intent } }
  const fact = INTENTS.get(eventOf(intent) ?? "")?.read(event, occurredAt)
  return typeof fact === "object" && "subject" in fact && fact.subject === "payment" ? fact : undefined
}

const REVIEW_ID = /^[A-Za-z0-9_]{1,255}$/

/** The review of an event that names the payment and does not show its state. */
function missingPayment(payload: unknown): Missing | undefined {
  const review = readable(payload, pickReview)?.object
  const id = review?.payment_intent
  if (typeof id !== "string" || !REVIEW_ID.test(review?.id ?? "")) return undefined
  return { place: `/v1/reviews/${review?.id}`, providerPaymentId: id }
}

export const REVIEWS: readonly (readonly [string, Reader])[] = [
  ["review.closed", { ...closed, expand: { field: "payment_intent", missing: missingPayment } }],
]
