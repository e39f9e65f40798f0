import { paystack } from "../../services/providers/paystack"
import { UnspokenEventError } from "../dialect"
import { paystackDialect } from "../dialects"
import { describeDialect } from "./describe-dialect"

describeDialect({ dialect: paystackDialect, provider: paystack }, ({ testEvent, sign, read }) => {
  it.each(["payment.captured", "refund.succeeded", "dispute.won"] as const)("words francs of %s in hundredths", async (name) => {
    const [fact] = (await read(testEvent(name, { currency: "XOF" }))).facts
    expect(fact).toHaveProperty("amount", { minor: 2495n, currency: "XOF" })
  })

  it("refuses an event that Paystack does not have", () =>
    expect(() => sign(testEvent("payment.requires_action"))).toThrow(UnspokenEventError))
})
