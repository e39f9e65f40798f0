import type { DisputeFact, Fact, PaymentFact, RefundFact } from "../../domain/facts"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { readReference } from "../kit/session-reference"
import { adyenAmount } from "./amount"
import { adyenItem, type AdyenEvent, type AdyenItem } from "./event"
import type { AdyenOptions } from "./options"
import { REPORTS, type Report } from "./reports"

type Reported = Exclude<Report, string>

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads an item as one fact. Pure and total. Only fields that Adyen signs decide its report about money. */
export function normalizeAdyen(
  { type, occurredAt, payload }: ProviderEvent<AdyenEvent>,
  { options }: ProviderContext<AdyenOptions>,
): Reading {
  if ("platform" in payload) return ignored(`"${type}" is a platform or management webhook, which says nothing about a payment`)
  const outcomes = REPORTS.get(type)
  if (!outcomes) return ignored(`event code "${type}" is not read`)
  const { data: item } = adyenItem.safeParse(payload)
  if (!item) return ignored(`"${type}" cannot be read`)
  const report = outcomes[item.success]
  if (typeof report === "string") return ignored(`"${type}" with success "${item.success}": ${report}`)
  if (type === "AUTHORISATION" && item.value === 0) return ignored(`"${type}" of nothing: a card was checked, and no money moves`)
  return { facts: [factOf(item, report, options, occurredAt)] }
}

function factOf(item: AdyenItem, report: Reported, options: AdyenOptions, occurredAt: Date | undefined): Fact {
  const common = { ...commonFields(item, report, options), ...(occurredAt && { occurredAt }) }
  if (report.subject === "refund") return refundFact(item, report.state, common)
  if (report.subject === "dispute") return disputeFact(item, report.state, common)
  const immediate = report.state === "authorized" && options.captureMode === "immediate"
  return {
    subject: "payment",
    state: immediate ? "captured" : report.state,
    ...common,
    ...(report.capture && { providerCaptureId: item.pspReference }),
    ...(item.fingerprint && { paymentMethodFingerprint: item.fingerprint }),
    ...(item.underReview && { underReview: true }),
  }
}

type CommonFields = Omit<PaymentFact, "subject" | "state">

function commonFields(item: AdyenItem, report: Reported, { merchantAccounts }: AdyenOptions): CommonFields {
  const isPayment = report.subject === "payment" && report.isPayment
  // A modification's own pspReference is never the payment's: without originalReference, only the merchant's reference is left.
  const providerPaymentId = item.originalReference ?? (isPayment ? item.pspReference : undefined)
  const amount = adyenAmount(item.value, item.currency)
  const reasonCode = report.subject === "dispute" ? item.dispute?.reasonCode : item.reason
  const ours = merchantAccounts.includes(item.merchantAccountCode)
  return {
    ...readReference(item.merchantReference),
    ...(providerPaymentId && { providerPaymentId }),
    ...(amount && { amount }),
    mode: item.live ? "live" : "test",
    ...(reasonCode && { reasonCode }),
    ...(!ours && {
      contradictions: [`it belongs to the merchant account ${item.merchantAccountCode}, which merchantAccounts does not list`],
    }),
  }
}

/** A refund's reference is the refund request's, where that gave one: Medusa's id of the refund is recognized. */
function refundFact(item: AdyenItem, state: RefundFact["state"], { merchantReference, ...common }: CommonFields): RefundFact {
  const ofRefund = merchantReference && /^ref_[0-9A-HJKMNP-TV-Z]{26}$/.test(merchantReference)
  return {
    subject: "refund",
    state,
    providerRefundId: item.pspReference,
    ...(merchantReference && (ofRefund ? { merchantRefundReference: merchantReference } : { merchantReference })),
    ...common,
  }
}

/** All events of a dispute carry the dispute's pspReference. */
function disputeFact(item: AdyenItem, state: DisputeFact["state"], common: CommonFields): DisputeFact {
  const until = state === "warning" || state === "opened" ? item.dispute?.defensePeriodEndsAt : undefined
  return {
    subject: "dispute",
    state,
    providerDisputeId: item.pspReference,
    ...common,
    ...(until && { evidenceDueBy: new Date(until) }),
  }
}
