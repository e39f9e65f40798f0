import { resume } from "../resume"
import { stateOf, status } from "./given"

const captured = status("prec_1", 3)
const cart = stateOf(captured, ["prec_0"])

it.each([
  ["nothing", undefined, null, ["prec_1"]],
  ["an empty id", "", null, ["prec_1"]],
  ["the present version", "prec_1:3", true, []],
  ["an older version", "prec_1:1", true, ["prec_1"]],
  ["the time before any payment", "-:0", true, ["prec_1"]],
  ["a former payment of the cart", "prec_0:7", true, ["prec_1"]],
  ["another cart's payment", "prec_9:1", false, ["prec_1"]],
  ["a version that never was", "prec_1:9", false, ["prec_1"]],
  ["no id at all", "prec_1", false, ["prec_1"]],
  ["something else", "<script>:1", false, ["prec_1"]],
])("of a cart, a client that has seen %s", (_what, lastEventId, resumed, sent) => {
  const { statuses, ...rest } = resume(lastEventId, cart, false)
  expect(rest).toEqual({ resumed })
  expect(statuses.map(({ recordId }) => recordId)).toEqual(sent)
})

it("repeats a version that an order has come to", () => {
  const ordered = stateOf(status(null, 0, { hasUnreportedOrder: true }))
  expect(resume("-:0", ordered, false)).toEqual({ resumed: true, statuses: ordered.statuses })
  expect(resume("-:0", stateOf(status(null, 0)), false)).toEqual({ resumed: true, statuses: [] })
})

const minute = 60_000
const [old, seen, beside, later] = [
  status("prec_1", 1, { changedAt: 0 }),
  status("prec_2", 2, { changedAt: 10 * minute }),
  status("prec_3", 1, { changedAt: 10 * minute - 1_000 }),
  status("prec_4", 1, { changedAt: 11 * minute }),
]
const customer = { statuses: [old, beside, seen, later], knownIds: [], total: 0 }

it.each([
  ["nothing", undefined, null, customer.statuses],
  ["the present version of one payment", "prec_2:2", true, [beside, later]],
  ["an older version of it", "prec_2:1", true, customer.statuses],
  ["a payment of somebody else's", "prec_9:1", false, customer.statuses],
  ["a version that never was", "prec_2:3", false, customer.statuses],
])("of a customer, a client that has seen %s", (_what, lastEventId, resumed, statuses) => {
  expect(resume(lastEventId, customer, true)).toEqual({ resumed, statuses })
})
