import { AfterPaymentFacts } from "../../../services/after-payment-facts"
import { parseOptions } from "../../../services/options"
import { paymentFailedWorkflow, refundFailedWorkflow } from "../workflows"

const storeWith = (afterPayment: object) => new AfterPaymentFacts({ options: parseOptions({ afterPayment }) })

it("has a fact once the store has given its hook a handler, and not before", () => {
  const facts = storeWith({})
  expect(facts.has("payment.failed")).toBe(false)

  paymentFailedWorkflow.hooks.paymentFailed(() => undefined)
  expect(facts.has("payment.failed")).toBe(true)
  expect(facts.has("refund.failed")).toBe(false)
})

it("leaves it to Medusa to refuse a second handler", () => {
  const give = () => refundFailedWorkflow.hooks.refundFailed(() => undefined)
  give()
  expect(give).toThrow("multiple hook handlers")
})

it.each([
  { reward: { promotion: { type: "percentage", value: 10 } } },
  { customerGroup: { name: "Has paid" } },
  { inventory: {} },
])("has every fact where a step of the plugin's is on: %j", (afterPayment) => {
  expect(storeWith(afterPayment).has("dispute.won")).toBe(true)
})
