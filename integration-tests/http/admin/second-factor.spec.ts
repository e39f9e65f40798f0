import { createHmac } from "node:crypto"
import { useStore } from "../../setup"
import { finishedEvent } from "../support/look"
import { enableSecondFactor } from "../support/second-factor"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

const JWT_SECRET = "a-secret-of-this-spec-alone"

const world = useStore({
  options: { admin: { requireRecentMfaSeconds: 300 }, processing: { retryInitialSeconds: 0.5, giveUpAfterSeconds: 1 } },
  env: { AUTH_MFA_ENCRYPTION_KEY: "a key of thirty-two letters or so", JWT_SECRET },
})

const BASE = "/admin/payment-notifications"
let eventId: string
let itemId: string

beforeAll(async () => {
  const event = anEvent({ sessionId: "payses_never" })
  await send(urlOf(world, "hmac"), signed("hmac", event))
  eventId = (await finishedEvent(world, event.id, "dead")).id
  const { rows } = await world.db.query(
    `INSERT INTO payment_attention (id, kind, subject_key, detail, announced_at) VALUES ('patt_x', 'mismatch', 'x', 'x', now()) RETURNING id`,
  )
  itemId = rows[0].id
})

async function answerOf(authorization: string, path: string, method = "POST"): Promise<[number, string | undefined]> {
  const reply = await fetch(`${world.url}${BASE}${path}`, {
    method,
    headers: { authorization, "content-type": "application/json" },
    ...(method === "POST" ? { body: "{}" } : {}),
  })
  const body = (await reply.json()) as { message?: string; type?: string }
  return [reply.status, body.message]
}

const guarded = () => [
  `/attention/${itemId}/accept`,
  `/attention/${itemId}/refund`,
  `/webhook-events/${eventId}/replay`,
  "/webhook-events/replays",
  "/destinations",
  "/destinations/dest_x",
  "/destinations/dest_x/rotate",
]

/** The token with other claims, signed as Medusa signs: the time of a challenge cannot be waited for. */
function signedAnew(token: string, claims: object): string {
  const [head, payload] = token.split(".") as [string, string]
  const changed = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), ...claims }
  const text = `${head}.${Buffer.from(JSON.stringify(changed)).toString("base64url")}`
  return `${text}.${createHmac("sha256", JWT_SECRET).update(text).digest("base64url")}`
}

it("asks an admin without a second factor for one, on the routes that move money, apply events, or show a secret", async () => {
  const admin = `Bearer ${world.facts.adminToken}`
  for (const path of guarded()) {
    expect(await answerOf(admin, path)).toEqual([
      403,
      "This needs a second factor: enable MFA for your user, and sign in with it",
    ])
  }
  expect((await answerOf(admin, "/attention", "GET"))[0]).toBe(200)
  // The next check, of the body: this route asks for no second factor.
  expect((await answerOf(admin, `/attention/${itemId}/dismiss`))[0]).toBe(400)
  const { rows } = await world.db.query(`SELECT state FROM payment_attention WHERE id = $1`, [itemId])
  expect(rows).toEqual([{ state: "open" }])
})

it("refuses a secret API key, which can have none", async () => {
  const { api_key } = await world.admin<{ api_key: { token: string } }>("POST", "/admin/api-keys", { title: "x", type: "secret" })
  for (const path of guarded()) {
    const [status, message] = await answerOf(`Basic ${api_key.token}`, path)
    expect([status, message]).toEqual([403, "A secret API key carries no second factor; sign in as a user with MFA to do this"])
  }
  expect((await answerOf(`Basic ${api_key.token}`, "/attention", "GET"))[0]).toBe(200)
})

it("passes who has signed in with one of late, refuses one that is too old, and is not deceived by a refreshed token", async () => {
  const token = await (await enableSecondFactor(world.url, world.facts.adminToken))()
  const path = `/webhook-events/${eventId}/replay`
  const ago = (seconds: number) => ({ mfa_challenge_completed_at: new Date(Date.now() - seconds * 1_000).toISOString() })

  const old = signedAnew(token, ago(301))
  const tooOld = [403, "This needs a second factor of the last 300 seconds: sign in again"]
  expect(await answerOf(`Bearer ${old}`, path)).toEqual(tooOld)
  const refreshed = await fetch(`${world.url}/auth/token/refresh`, {
    method: "POST",
    headers: { authorization: `Bearer ${old}` },
  })
  const { token: renewed } = (await refreshed.json()) as { token: string }
  expect(refreshed.status).toBe(200)
  expect(await answerOf(`Bearer ${renewed}`, path)).toEqual(tooOld)
  expect((await answerOf(`Bearer ${old}`, "/attention", "GET"))[0]).toBe(200)

  expect(await answerOf(`Bearer ${token}`, path)).toEqual([200, undefined])
  expect(await answerOf(`Bearer ${signedAnew(token, ago(240))}`, `/attention/${itemId}/accept`)).not.toEqual(tooOld)
})

it("asks for nothing where the option is not set", async () => {
  await world.setOptions({ admin: {} })
  const [status, message] = await answerOf(`Bearer ${world.facts.adminToken}`, `/attention/${itemId}/refund`)
  expect(status).not.toBe(403)
  expect(message).not.toMatch(/second factor/)
})
