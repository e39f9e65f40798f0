import type { MedusaContainer } from "@medusajs/framework/types"
import type { Fact } from "../../../services/domain/facts"
import type { Account } from "../../../services/options"
import type { PaymentReference } from "../../../services/providers/provider"
import { paymentNotificationService } from "../../ground/module"
import { findRefundReferences } from "./find-refund-references"
import { readMedusaProvider } from "./read-medusa-provider"
import type { AskedSession } from "./sessions"

/** A payment that is compared with its provider. */
export interface AskedPayment {
  readonly account: Account
  readonly reference: PaymentReference
  /** Gone when its cart has dropped it: only an adapter that knows the provider's id can ask then. */
  readonly session?: AskedSession
}

/** The provider's answer; `nobody`: there is no way to ask. */
export type Truth = { readonly facts: readonly Fact[] | undefined } | "nobody"

/**
 * Asks the account's adapter where it can, and else Medusa's own payment provider, which reports the state, and a sum where it can be read. Throws
 * where no answer can be trusted.
 */
export async function readTruth(container: MedusaContainer, { account, reference, session }: AskedPayment): Promise<Truth> {
  const { client, budget } = paymentNotificationService(container).reconciliation
  if (client.canQuery(account, reference)) {
    const refundReferences = await findRefundReferences(container, reference.sessionId)
    const facts = await client.query(account, { ...reference, ...(refundReferences.length && { refundReferences }) })
    return { facts: facts && naming(facts, reference) }
  }
  if (!session) return "nobody"
  budget.spend(account.id)
  const fact = await readMedusaProvider(container, session)
  return { facts: fact && naming([fact], reference) }
}

/** The provider was asked about one session: facts that name none are about it. */
const naming = (facts: readonly Fact[], { sessionId, providerPaymentId }: PaymentReference): Fact[] =>
  facts.map((fact) => ({ ...(sessionId && { sessionId }), ...(providerPaymentId && { providerPaymentId }), ...fact }))
