import { parseOptions } from "../../../services/options"
import { isFollowedUp } from "../../shared/registered-hooks"
import { paymentFailedWorkflow, refundFailedWorkflow } from "../workflows"

const storeWith = (afterPayment: object) => ({ resolve: () => ({ options: parseOptions({ afterPayment }) }) })

it("follows a fact up once the store has given its hook a handler, and none before", () => {
  const store = storeWith({})
  expect(isFollowedUp(store, "payment.failed")).toBe(false)

  paymentFailedWorkflow.hooks.paymentFailed(() => undefined)
  expect(isFollowedUp(store, "payment.failed")).toBe(true)
  expect(isFollowedUp(store, "refund.failed")).toBe(false)
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
])("follows every fact up where a step of the plugin's is on: %j", (afterPayment) => {
  expect(isFollowedUp(storeWith(afterPayment), "dispute.won")).toBe(true)
})
