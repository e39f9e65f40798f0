import { fieldOf } from "../kit/fields"
import { readReference } from "../kit/session-reference"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { adyenAmount } from "./amount"
import { readStoredItem, type AdyenEvent, type AdyenItem } from "./event"
import { factOf } from "./fact"
import type { AdyenOptions } from "./options"
import { reportOf } from "./report-of"

/** Reads an item as one fact. Pure and total. Only fields that Adyen signs decide its report about money. */
export function normalizeAdyen(
  { type, occurredAt, payload }: ProviderEvent<AdyenEvent>,
  { options }: ProviderContext<AdyenOptions>,
): Reading {
  if (fieldOf(payload, "platform") === true) {
    return { facts: [], ignored: `"${type}" is a platform or management webhook, which says nothing about a payment` }
  }
  const item = readStoredItem(payload)
  const report = reportOf(type, item)
  const about = item.success ? `"${type}" with success "${item.success}"` : `"${type}"`
  if (typeof report === "string") return { facts: [], ignored: `${about}: ${report}` }
  if ("unclear" in report) return unclear(item, `${about}: ${report.unclear}`)
  return { facts: [factOf(item, report, options, occurredAt)] }
}

function unclear(item: AdyenItem, detail: string): Reading {
  const amount = adyenAmount(item.value, item.currency)
  return {
    facts: [],
    unclear: {
      detail,
      ...readReference(item.merchantReference),
      ...(item.originalReference && { providerPaymentId: item.originalReference }),
      ...(amount && { amount }),
    },
  }
}
