import { DELIVERY_STATES, NOTIFICATION_STATES } from "../../../services/store/entities"
import { tally } from "../tally"

it("counts each state of a message and of a delivery in one way", () => {
  for (const state of [...NOTIFICATION_STATES, ...DELIVERY_STATES]) {
    expect(Object.values(tally([{ state }])).reduce((sum, n) => sum + n, 0)).toBe(1)
  }
})

it("takes what is tried again for waiting, and what was given up for failed", () => {
  expect(
    tally([{ state: "sent" }, { state: "delivered" }, { state: "failed" }, { state: "dead" }, { state: "suppressed" }]),
  ).toEqual({
    arrived: 2,
    waiting: 1,
    failed: 1,
    suppressed: 1,
  })
})
