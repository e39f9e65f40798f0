import type { MedusaContainer } from "@medusajs/framework/types"
import type { Fact } from "../../services/domain/facts"
import type { Applied, Report } from "./applied"
import { applyDispute } from "./dispute/apply-dispute"
import { applyPayment } from "./payment/apply-payment"
import { applyRefund } from "./refund/apply-refund"

/** Applies one fact of one subject. */
type Apply = (container: MedusaContainer, report: never) => Promise<Applied>

/** What is done with a fact of each subject; a subject that is missing is read and kept, and changes nothing. */
const APPLY: Partial<Record<Fact["subject"], Apply>> = {
  payment: applyPayment,
  refund: applyRefund,
  dispute: applyDispute,
}

export const isApplied = ({ subject }: Fact): boolean => subject in APPLY

/** Applies one fact to the payment it is about: alone, and as often as anybody likes. */
export const applyFact = (container: MedusaContainer, report: Report): Promise<Applied> =>
  APPLY[report.fact.subject]!(container, report as never)
