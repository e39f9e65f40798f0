import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { sumMinor, type StoredAmount } from "../../medusa/rows/stored-amount"
import { askedFor, inOrderSums, restOf } from "../../services/domain/asked-sums"
import type { DisputeFact, PaymentFact, RefundFact } from "../../services/domain/facts"
import type { PaymentRecord } from "../../services/store/entities"
import { paymentNotificationService } from "../ground/module"
import type { PaymentContext } from "../ground/payment-context"
import type { FactContext } from "./fact-context"

/** A payment as far as its sums are known: by our record, or by Medusa's rows before the first report. */
export interface OrderSums {
  readonly currency: string
  readonly paymentProviderId: string | null
  readonly paymentId: string | null
  /** All of the payment, and what of it was captured and refunded by our own record; in the order's own minor units. */
  readonly amount: bigint
  readonly captured: bigint
  readonly refunded: bigint
  /** A fee that the payer paid on top. */
  readonly payerFee: bigint
}

export const sumsOfRecord = (record: PaymentRecord): OrderSums => ({
  currency: record.currency_code,
  paymentProviderId: record.payment_provider_id,
  paymentId: record.payment_id,
  amount: BigInt(record.amount),
  captured: BigInt(record.captured_amount),
  refunded: BigInt(record.refunded_amount),
  payerFee: BigInt(record.payer_fee ?? 0),
})

export const sumsOfSession = ({ expected, paymentId }: PaymentContext): OrderSums => ({
  currency: expected.currency,
  paymentProviderId: expected.paymentProviderId,
  paymentId,
  amount: expected.amount,
  captured: 0n,
  refunded: 0n,
  payerFee: 0n,
})

/**
 * The report in the order's own sums, where Medusa's payment provider rounds what it asks for, or where the payer paid a fee on top
 * that a refund or a dispute of all of it includes.
 */
export async function reportInOrderSums<F extends PaymentFact | RefundFact | DisputeFact>(
  container: MedusaContainer,
  report: FactContext<F>,
  { currency, paymentProviderId, paymentId, amount, captured, refunded, payerFee }: OrderSums,
  /** The sum of the refund that is reported, where it is known already: a repeat means what it meant at first. */
  known?: bigint,
): Promise<FactContext<F>> {
  const asked = paymentNotificationService(container).asked(report.account, currency, paymentProviderId)
  if (payerFee > 0n && report.fact.subject !== "payment") {
    const sums = [...(known === undefined ? [] : [known]), captured, captured - refunded]
    return {
      ...report,
      fact: inOrderSums(
        report.fact,
        sums.map((sum) => ({ sum, asked: sum + payerFee })),
      ),
    }
  }
  if (!asked) return report
  const [captures, refunds] = paymentId ? await sumsInMedusa(container, paymentId, currency) : [[], []]
  const all = [
    ...askedFor(asked, [
      ...(known === undefined ? [] : [known]),
      amount,
      captured,
      refunded,
      total(captures),
      total(refunds),
      ...captures,
      ...refunds,
    ]),
    ...restOf(asked, amount, captures),
    ...restOf(asked, captured, refunds),
  ]
  return { ...report, fact: inOrderSums(report.fact, all) }
}

const total = (sums: readonly bigint[]): bigint => sums.reduce((sum, part) => sum + part, 0n)

/** The captures and the refunds of a payment as Medusa recorded them. */
async function sumsInMedusa(container: MedusaContainer, paymentId: string, currency: string): Promise<[bigint[], bigint[]]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["id", "captures.amount", "captures.raw_amount", "refunds.amount", "refunds.raw_amount"],
    filters: { id: paymentId },
  })
  const minors = (rows: unknown): bigint[] => ((rows ?? []) as StoredAmount[]).map((row) => sumMinor([row], currency))
  return [minors(data[0]?.captures), minors(data[0]?.refunds)]
}
