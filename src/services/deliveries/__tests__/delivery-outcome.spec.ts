import { DeliveryRejectedError } from "../../domain/delivery-rejected-error"
import { crashedOutcome, outcomeOf } from "../delivery-outcome"
import { claimed } from "./claimed"

const failed = (error: unknown, given = {}) => outcomeOf(claimed(given), { error, tookSeconds: 0.5 })

it("is delivered once the receiver confirms", () => {
  const ended = { confirmed: { status: 204, answer: "ok" }, tookSeconds: 0.5 }
  expect(outcomeOf(claimed({ is_probe: true }), ended)).toEqual({
    id: "pdel_1",
    token: "token",
    state: "delivered",
    reason: null,
    lastError: null,
    status: 204,
    answer: "ok",
    retryInSeconds: 0,
    tookSeconds: 0.5,
    isProbe: true,
    isFailure: false,
    isGone: false,
  })
})

it("is tried again after a refusal, and after an error of which nobody knows what it means", () => {
  const refusal = new DeliveryRejectedError("the receiver answered 429", { status: 429, answer: "slow", retryAfterSeconds: 120 })
  expect(failed(refusal)).toMatchObject({
    ...{ state: "failed", reason: "delivery_rejected", lastError: "the receiver answered 429", status: 429, answer: "slow" },
    ...{ retryInSeconds: 120, isFailure: true, isGone: false },
  })
  expect(failed(new Error("socket hang up"))).toMatchObject({ state: "failed", reason: "unexpected_error", isFailure: true })
})

it("is dead after the tenth attempt, and beyond its time", () => {
  expect(failed(new Error("no"), { attempts: 9 }).state).toBe("failed")
  expect(failed(new Error("no"), { attempts: 10 })).toMatchObject({ state: "dead", reason: "exhausted", isFailure: true })
  expect(failed(new Error("no"), { attempts: 12, replayed_after: 10 }).state).toBe("failed")
  const waited = { updated_at: new Date("2026-05-15T09:59:59Z") }
  expect(failed(new Error("no"), waited)).toMatchObject({ state: "dead", reason: "exhausted" })
})

it("is dead at once where the receiver never takes it; that says nothing against the destination", () => {
  const refusal = new DeliveryRejectedError("too large", { rejection: "final" })
  expect(failed(refusal)).toMatchObject({ state: "dead", reason: "refused", isFailure: false, isGone: false })
})

it("is dead where the receiver is there no more", () => {
  const refusal = new DeliveryRejectedError("gone", { rejection: "gone", status: 410 })
  expect(failed(refusal)).toMatchObject({ state: "dead", reason: "gone", status: 410, isGone: true })
})

it("is given up once five workers in a row have died on it, without another attempt", () => {
  const lapsed = { reclaimed: true, lapsed_at: new Date("2026-05-01T10:00:00Z") }
  expect(crashedOutcome(claimed())).toBeUndefined()
  expect(crashedOutcome(claimed({ ...lapsed, lapsed_leases: 4 }))).toBeUndefined()
  expect(crashedOutcome(claimed({ ...lapsed, lapsed_leases: 5 }))).toMatchObject({
    state: "dead",
    reason: "crashed",
    lastError: expect.stringContaining("5 times"),
    tookSeconds: null,
    isFailure: false,
  })
})
