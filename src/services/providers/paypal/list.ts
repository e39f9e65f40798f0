import { z } from "@medusajs/framework/zod"
import { ProviderUnavailableError } from "../../domain/errors"
import type { ListedPayment, ListPage, ListWindow, PaymentReference, ProviderContext } from "../provider"
import { readReference } from "../kit/session-reference"
import { askPayPal } from "./ask"
import { PAYPAL_ID } from "./events"
import type { PayPalOptions } from "./options"

const HOUR_MS = 3_600_000

/**
 * PayPal's report of transactions may be three hours behind. Each window begins earlier by as much, and finds the stragglers of the last.
 */
const BEHIND_MS = 3 * HOUR_MS
/** PayPal reports at most 31 days at once and 10,000 transactions. For most merchants, a day is within both. */
const SLICE_MS = 24 * HOUR_MS

/** Payments (T00), reversals and refunds (T11), and money held or taken in a dispute (T12). Fees and transfers are none of these. */
const ABOUT_PAYMENTS = /^T(?:00|11|12)\d{2}$/

const id = z.string().regex(PAYPAL_ID)
const optionalText = z.string().nullish().catch(undefined)
const transaction = z.object({
  transaction_id: id,
  transaction_event_code: optionalText,
  transaction_amount: z.object({ value: z.string() }).nullish().catch(undefined),
  /** The parent of a transaction: an order (`ODR`), or for a refund the transaction that it takes from (`TXN`). */
  paypal_reference_id: id.nullish().catch(undefined),
  paypal_reference_id_type: optionalText,
  custom_field: optionalText,
  invoice_id: optionalText,
})
const report = z.object({
  transaction_details: z.array(z.object({ transaction_info: transaction })).default([]),
  total_pages: z.int().min(0).default(1),
})

/** `<begin of the slice in ms>.<page>` */
const CURSOR = /^(\d{1,15})\.(\d{1,6})$/

/**
 * The payments that changed, by PayPal's report of transactions. It shows that something happened to them; `query` reads the
 * change. The app needs the permission "Transaction search".
 */
export async function listPayPal(
  { since, until, cursor }: ListWindow,
  context: ProviderContext<PayPalOptions>,
): Promise<ListPage> {
  const [, slice = String(since.getTime() - BEHIND_MS), number = "1"] = CURSOR.exec(cursor ?? "") ?? []
  const [begin, page] = [Number(slice), Number(number)]
  const end = Math.min(begin + SLICE_MS, until.getTime())
  const query = new URLSearchParams({
    start_date: timeOf(begin),
    // PayPal includes the end, which begins the next slice as well: a transaction found twice is asked about twice, with the same result.
    end_date: timeOf(end),
    fields: "transaction_info",
    page_size: "500",
    page: String(page),
  })
  const answer = await askPayPal(`/v1/reporting/transactions?${query}`, report, context)
  if (!answer) throw new ProviderUnavailableError("PayPal knows no report of transactions; check apiUrl")
  const next = page < answer.total_pages ? `${begin}.${page + 1}` : end < until.getTime() ? `${end}.1` : undefined
  return { payments: paymentsIn(answer.transaction_details), ...(next && { next }) }
}

const timeOf = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z")

function paymentsIn(details: z.output<typeof report>["transaction_details"]): readonly ListedPayment[] {
  const references = new Map<string, PaymentReference>()
  for (const { transaction_info: info } of details) {
    const { transaction_event_code: code, transaction_amount: amount } = info
    if (!ABOUT_PAYMENTS.test(code ?? "")) continue
    // Money that the merchant paid to somebody else.
    if (code?.startsWith("T00") && amount?.value.startsWith("-")) continue
    const linked = ["ODR", "TXN"].includes(info.paypal_reference_id_type ?? "") ? info.paypal_reference_id : undefined
    const providerPaymentId = linked ?? info.transaction_id
    const sessionId = readReference(info.custom_field).sessionId ?? readReference(info.invoice_id).sessionId
    references.set(providerPaymentId, {
      ...references.get(providerPaymentId),
      providerPaymentId,
      ...(sessionId && { sessionId }),
    })
  }
  return [...references.values()].map((reference) => ({ reference, facts: [] }))
}
