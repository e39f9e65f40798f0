import { SendError } from "../../notifications/send-error"
import type { ClaimedNotification } from "../../store/notification-repository"
import { outcomeOf } from "../attempt-outcome"

const NOW = new Date("2026-03-01T12:00:00Z")

/** A message whose time to give up has come. */
const message = { id: "pnot_1", channel: "pager", attempts: 9, updated_at: NOW, give_up_at: NOW } as ClaimedNotification

const options = { retryInitialSeconds: 5, retryMaxSeconds: 3600 }

const failed = (failure: { kind: "permanent" | "transient"; code: string }) => ({
  message,
  error: new SendError("not sent", failure),
  failure,
})

const missing = failed({ kind: "permanent", code: "no_provider" })

it("waits where the Notification Module turns out to have no provider, however long it has been tried", () => {
  expect(outcomeOf(missing, { ...options, failover: { email: ["pager"] } })).toEqual({
    id: "pnot_1",
    state: "pending",
    reason: "no_provider",
    lastError: "not sent [permanent: no_provider]",
    retryInSeconds: 300,
    providerId: null,
  })
})

it("is dead there where it fails over", () => {
  const outcome = outcomeOf(missing, { ...options, failover: { pager: ["email"] } })
  expect(outcome).toMatchObject({ state: "dead", reason: "no_provider" })
})

it("is dead for any other failure once its time is over", () => {
  const outcome = outcomeOf(failed({ kind: "transient", code: "throttled" }), { ...options, failover: {} })
  expect(outcome).toMatchObject({ state: "dead", reason: "throttled" })
})
