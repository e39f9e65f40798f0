import { readBoolean, readText } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { idOf, pickReference, requireId, requireKind, requireReference, sessionIn } from "./fields"
import { reader, type Reader } from "./reader"

const pickWarning = (object: JsonObject) => ({
  id: requireId(object),
  object: requireKind(object, "radar.early_fraud_warning"),
  actionable: readBoolean(object.actionable),
  charge: pickReference(object.charge),
  payment_intent: requireReference(object, "payment_intent"),
  fraud_type: readText(object.fraud_type),
})

/**
 * The card's network calls a payment fraudulent: no money is taken back yet, and no amount is named. Once the payment is refunded or
 * disputed, nothing is left to do about the warning, and the refund or the dispute reports the money.
 */
const earlyFraudWarning = reader({ what: "an early fraud warning", pick: pickWarning, needs: [] }, (warning, context) => {
  const sessionId = sessionIn(warning.payment_intent, warning.charge)
  const providerPaymentId = idOf(warning.payment_intent) ?? idOf(warning.charge)
  return {
    subject: "dispute",
    state: warning.actionable === false ? "closed" : "warning",
    providerDisputeId: warning.id,
    ...context,
    ...(providerPaymentId && { providerPaymentId }),
    ...(sessionId && { sessionId }),
    ...(warning.fraud_type && { reasonCode: warning.fraud_type }),
  }
})

export const EARLY_FRAUD_WARNINGS: readonly (readonly [string, Reader])[] = [
  ["radar.early_fraud_warning.created", earlyFraudWarning],
  ["radar.early_fraud_warning.updated", earlyFraudWarning],
]
