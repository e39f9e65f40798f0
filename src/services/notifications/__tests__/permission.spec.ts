import { CUSTOMER_FACTS } from "../catalogue"
import { permissionsFor, type Reader } from "../permission"

const night = new Date("2026-11-21T23:00:00Z")
const preference = (given: Partial<NonNullable<Reader["preference"]>> = {}) => ({
  topics: {},
  quiet_from: null,
  quiet_to: null,
  time_zone: null,
  ...given,
})
const quiet = { quiet_from: "22:00", quiet_to: "06:00", time_zone: "UTC" }
const customer = (given: Partial<NonNullable<Reader["preference"]>> = {}): Reader => ({
  registered: true,
  preference: preference(given),
})

const captured = CUSTOMER_FACTS["payment.captured"]
const reward = CUSTOMER_FACTS["reward.issued"]
const open = { suppressed: null, delaySeconds: 0 }
const optedOut = { suppressed: "opted_out", delaySeconds: 0 }

it("allows everything to a customer without preferences", () => {
  expect(permissionsFor(reward, { registered: true, preference: null }, ["email", "push"], night)).toEqual([open, open])
})

it("allows guests essential messages and those made for them, and no others", () => {
  const guest = { registered: false, preference: null }

  expect(permissionsFor(captured, guest, ["email"], night)).toEqual([open])
  expect(permissionsFor(CUSTOMER_FACTS["payment.pending"], guest, ["email"], night)).toEqual([
    { suppressed: "guest", delaySeconds: 0 },
  ])
  // A coupon was made for the guest.
  expect(permissionsFor(reward, guest, ["email"], night)).toEqual([open])
})

it("keeps to the channels that a topic is wanted on", () => {
  const reader = customer({ topics: { payment: { email: false }, reward: { push: false } } })

  expect(permissionsFor(captured, reader, ["email", "push"], night)).toEqual([optedOut, open])
  expect(permissionsFor(reward, reader, ["email", "push"], night)).toEqual([open, optedOut])
})

it("allows essential messages on the first channel when all are switched off, and no others", () => {
  const off = { email: false, push: false }
  const reader = customer({ topics: { payment: off, reward: off } })

  expect(permissionsFor(captured, reader, ["email", "push"], night)).toEqual([open, optedOut])
  expect(permissionsFor(reward, reader, ["email", "push"], night)).toEqual([optedOut, optedOut])
})

it("waits for quiet hours to be over, but not with essential messages", () => {
  expect(permissionsFor(reward, customer(quiet), ["email"], night)).toEqual([{ suppressed: null, delaySeconds: 7 * 3600 }])
  expect(permissionsFor(captured, customer(quiet), ["email"], night)).toEqual([open])
})
