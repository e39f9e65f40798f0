import { MalformedPayloadError } from "../../domain/errors"
import { fieldOf, readText } from "../kit/fields"
import { bankTransferOutcome } from "./bank-transfer-outcome"
import { chargeOutcome } from "./charge-outcome"
import { disputeOutcome } from "./dispute-outcome"
import { readBankTransfer, readCharge, readDispute, readPreauthorization, readRefund, type PaystackPayload } from "./event"
import type { Outcome } from "./outcome"
import { preauthorizationOutcome } from "./preauthorization-outcome"
import { refundOutcome } from "./refund-outcome"

/** A kind of event. */
export interface Kind {
  /** The contents to store. Throws MalformedPayloadError for a documented event that is not about anything. */
  readonly keep: (body: unknown, type: string) => PaystackPayload
  /** The reading of stored contents; undefined for those of a documented event that are not about anything. */
  readonly read: (payload: PaystackPayload, type: string) => Outcome | undefined
}

const DOCUMENTED: ReadonlySet<string> = new Set([
  "charge.success",
  ...["create", "remind", "resolve"].map((name) => `charge.dispute.${name}`),
  ...["pending", "processing", "needs-attention", "processed", "failed"].map((name) => `refund.${name}`),
  ...["reserve.success", "capture.success", "capture.failed", "release.success", "release.failed"].map(
    (name) => `preauthorization.${name}`,
  ),
  "bank.transfer.rejected",
])

const kind = <Data>(readData: (data: unknown) => Data, outcomeOf: (data: Data, type: string) => Outcome): Kind => ({
  keep: (body, type) => {
    const data = attempt(() => readData(fieldOf(body, "data")))
    if (!("error" in data)) return { data: data.value }
    if (DOCUMENTED.has(type)) throw data.error
    return {}
  },
  read: (payload, type) => {
    const data = attempt(() => readData(fieldOf(payload, "data")))
    if (!("error" in data)) return outcomeOf(data.value, type)
    return DOCUMENTED.has(type) ? undefined : { unclear: { detail: `Paystack sends "${type}" about money, which is not known` } }
  },
})

function attempt<Value>(action: () => Value): { readonly value: Value } | { readonly error: MalformedPayloadError } {
  try {
    return { value: action() }
  } catch (error) {
    if (error instanceof MalformedPayloadError) return { error }
    throw error
  }
}

const charges = kind(readCharge, chargeOutcome)
const refunds = kind(readRefund, refundOutcome)
const disputes = kind(readDispute, disputeOutcome)
const preauthorizations = kind(readPreauthorization, preauthorizationOutcome)
const bankTransfers = kind(readBankTransfer, bankTransferOutcome)

/** The kind of an event type that is read. Types of these families that Paystack adds later are about money as well. */
export function kindOf(type: string): Kind | undefined {
  if (type.startsWith("charge.dispute.")) return disputes
  if (type.startsWith("charge.") && type !== "charge.failed") return charges
  if (type.startsWith("refund.")) return refunds
  if (type.startsWith("preauthorization.")) return preauthorizations
  return type === "bank.transfer.rejected" ? bankTransfers : undefined
}

/** `live` or `test`, by the event itself. */
export const domainOf = (payload: PaystackPayload): string | undefined => readText(fieldOf(fieldOf(payload, "data"), "domain"))
