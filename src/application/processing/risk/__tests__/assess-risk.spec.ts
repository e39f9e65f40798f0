import { PaymentReviewError } from "../../../../services/domain/errors"
import { DISPUTE_STATES, type DisputeState } from "../../../../services/domain/facts"
import { PAYMENT_NOTIFICATION_MODULE } from "../../../../services/module-name"
import { assessRisk } from "../assess-risk"

const rules = { repeatedFailures: false, sharedPaymentMethod: false, earlyFraudWarning: "review", review: false }

/** The capture of an authorized payment with disputes in these states. */
function assess(...states: readonly DisputeState[]) {
  const resolved: Record<string, unknown> = { [PAYMENT_NOTIFICATION_MODULE]: { options: { risk: rules } } }
  const payments = { disputes: async () => states.map((state) => ({ provider_dispute_id: "dp_1", state })) }
  return assessRisk({ resolve: (key: string) => resolved[key] } as never, payments as never, {
    report: { fact: { subject: "payment", state: "captured" } } as never,
    record: { id: "prec_1", state: "authorized" } as never,
    context: {} as never,
  })
}

describe("a payment in review for a warning", () => {
  it.each(DISPUTE_STATES.filter((state) => state !== "won" && state !== "closed"))(
    "stays in review when the same inquiry continues as %s",
    async (state) => {
      await expect(assess(state)).rejects.toThrow(PaymentReviewError)
      await expect(assess("won", state)).rejects.toThrow("1 warning or dispute stands")
    },
  )

  it("passes once the warning is won or closed, and where there was none", async () => {
    expect(await assess("won", "closed")).toEqual([])
    expect(await assess()).toEqual([])
  })
})
