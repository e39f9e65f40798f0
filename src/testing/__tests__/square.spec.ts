import { square } from "../../services/providers/square"
import { UnspokenEventError } from "../dialect"
import { squareDialect } from "../dialects"
import { describeDialect } from "./describe-dialect"

describeDialect({ dialect: squareDialect, provider: square }, ({ testEvent, sign, read }) => {
  it.each(["payment.failed", "payment.canceled", "dispute.opened"] as const)("gives %s its reason", async (name) => {
    const [fact] = (await read(testEvent(name, { reasonCode: "CVV_FAILURE" }))).facts
    expect(fact).toHaveProperty("reasonCode", "CVV_FAILURE")
  })

  it("refuses an event that Square does not have", () =>
    expect(() => sign(testEvent("payment.requires_action"))).toThrow(UnspokenEventError))
})
