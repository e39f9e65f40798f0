import { adminMiddlewares } from "../../middlewares"
import { mfaRefusal, requireRecentMfa } from "../require-recent-mfa"

const NOW = new Date("2026-06-01T12:00:00.000Z")
const user = (completedAt?: string | null) => ({ actor_type: "user", mfa_challenge_completed_at: completedAt })
const refusalOf = (claims: Parameters<typeof mfaRefusal>[0]) => mfaRefusal(claims, 300, NOW)

it.each(["2026-06-01T12:00:00.000Z", "2026-06-01T11:55:00.000Z", "2026-06-01T12:01:00.000Z"])(
  "passes a second factor of %s: five minutes are asked for, and clocks differ by a minute",
  (completedAt) => expect(refusalOf(user(completedAt))).toBeUndefined(),
)

it.each([undefined, null, "", "yesterday", "2026-06-01T12:01:00.001Z"])(
  "asks for a second factor where the claim is %p",
  (claim) => expect(refusalOf(user(claim))).toBe("This needs a second factor: enable MFA for your user, and sign in with it"),
)

it.each(["2026-06-01T11:54:59.999Z", "1970-01-01T00:00:00.000Z"])("refuses one of %s as too old", (completedAt) =>
  expect(refusalOf(user(completedAt))).toBe("This needs a second factor of the last 300 seconds: sign in again"),
)

it("refuses an API key, whatever claims it would carry", () =>
  expect(refusalOf({ ...user(NOW.toISOString()), actor_type: "api-key" })).toMatch(/^A secret API key carries no second factor/))

it("stands first on the routes that move money, apply events, or show a secret, and on no other", () => {
  const guarded = adminMiddlewares.filter(({ middlewares = [] }) => middlewares.includes(requireRecentMfa))
  expect(guarded.map(({ matcher }) => matcher)).toEqual([
    "/admin/payment-notifications/webhook-events/replays",
    "/admin/payment-notifications/webhook-events/:id/replay",
    "/admin/payment-notifications/attention/:id/accept",
    "/admin/payment-notifications/attention/:id/refund",
    "/admin/payment-notifications/destinations",
    "/admin/payment-notifications/destinations/:id",
    "/admin/payment-notifications/destinations/:id/rotate",
  ])
  for (const { middlewares } of guarded) expect(middlewares![0]).toBe(requireRecentMfa)
})
