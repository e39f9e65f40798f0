import { z } from "@medusajs/framework/zod"
import { storableText } from "../kit/storable-text"
import { expandable, idOf, optionalText, sessionIn } from "./event"
import { reader, type Reader } from "./reader"

const warning = z.object({
  id: storableText,
  object: z.literal("radar.early_fraud_warning"),
  charge: expandable,
  payment_intent: expandable,
  fraud_type: optionalText,
})

/** The card's network calls a payment fraudulent: no money is taken back yet, and no amount is named. */
const earlyFraudWarning = reader<z.output<typeof warning>>("an early fraud warning", warning, (warning, context) => {
  const sessionId = sessionIn(warning.payment_intent, warning.charge)
  const providerPaymentId = idOf(warning.payment_intent) ?? idOf(warning.charge)
  return {
    subject: "dispute",
    state: "warning",
    providerDisputeId: warning.id,
    ...context,
    ...(providerPaymentId && { providerPaymentId }),
    ...(sessionId && { sessionId }),
    ...(warning.fraud_type && { reasonCode: warning.fraud_type }),
  }
})

export const EARLY_FRAUD_WARNINGS: readonly (readonly [string, Reader])[] = [
  ["radar.early_fraud_warning.created", earlyFraudWarning],
]
