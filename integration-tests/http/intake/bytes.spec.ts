import { createHash } from "node:crypto"
import { hmacHeaders, sandboxHeaders, type HmacCredentials, type SandboxCredentials } from "../../../src/testing"
import { storeAccounts, useSharedStore } from "../../setup"
import { eventRow } from "../support/look"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

const world = useSharedStore()

const hmac = (body: Buffer) => hmacHeaders(body, storeAccounts.hmac!.credentials as unknown as HmacCredentials, new Date())
const sandbox = (body: Buffer) => sandboxHeaders(body, storeAccounts.sandbox!.credentials as unknown as SandboxCredentials)

/** Content types as providers send them; undefined sends none at all. */
const TYPES = [
  "application/json",
  "application/json; charset=utf-8",
  "application/json; charset=latin1",
  "application/x-www-form-urlencoded",
  "application/x-www-form-urlencoded; charset=GBK",
  "multipart/form-data; boundary=x",
  "text/plain",
  "text/plain; charset=utf-16",
  "application/xml",
  "text/xml; charset=GB2312",
  "application/octet-stream",
  "application/cloudevents+json",
  "nonsense",
  undefined,
]

/** JSON whose bytes no parser would write again: spaces, an escape, a number that a float changes, another alphabet. */
const odd = (id: string, padding = "") =>
  Buffer.from(
    `\n { "id" : "${id}",\t"type":"payment.captured" , "data": {"amount": 1, "currency":"EUR", "\\u0061":1.10}, "备注":"中文 🍊 ${padding}" }\r\n`,
  )

const typed = (headers: Record<string, string>, type: string | undefined) => {
  const { "content-type": _json, ...rest } = headers
  return type === undefined ? rest : { ...rest, "content-type": type }
}

describe.each(["hmac", "sandbox"])("the %s account's route", (account) => {
  const sign = account === "hmac" ? hmac : sandbox
  const isJson = (type: string | undefined) => type?.startsWith("application/json")
  // Core's route takes the event's own id from JSON; a body that core cannot parse is identified by its bytes.
  const idOf = (id: string, body: Buffer, type: string | undefined) =>
    account === "hmac" || isJson(type) ? id : `sha256:${createHash("sha256").update(body).digest("hex")}`

  it.each(TYPES)("takes the body byte for byte as %s", async (type) => {
    const id = `evt_${account}_${TYPES.indexOf(type)}`
    const body = odd(id)
    const reply = await send(urlOf(world, account), { body, headers: typed(sign(body), type) })

    expect([reply.status, reply.text]).toEqual([200, ""])
    const row = await eventRow(world, idOf(id, body, type))
    expect(row?.body?.equals(body)).toBe(true)
    expect(row?.headers).toEqual(type === undefined ? {} : { "content-type": type })
  })

  it.each(TYPES)("refuses one changed byte as %s", async (type) => {
    const id = `evt_${account}_changed_${TYPES.indexOf(type)}`
    const body = odd(id)
    const headers = typed(sign(body), type)
    const changed = Buffer.from(body)
    changed[changed.length - 1] = 0x20
    const reply = await send(urlOf(world, account), { body: changed, headers })

    expect([reply.status, JSON.parse(reply.text).code]).toEqual([400, "signature_verification_failed"])
    expect(await eventRow(world, idOf(id, changed, type))).toBeUndefined()
  })

  it.each([100 * 1024, 500 * 1024, 1024 * 1024 - 400])(
    "takes JSON of %i bytes, past the limit of Medusa's own parser",
    async (size) => {
      const id = `evt_${account}_large_${size}`
      const body = odd(id, "x".repeat(size))
      const reply = await send(urlOf(world, account), { body, headers: sign(body) })

      expect(reply.status).toBe(200)
      expect((await eventRow(world, id))?.body?.equals(body)).toBe(true)
    },
  )

  it("takes a chunked body without a length", async () => {
    const id = `evt_${account}_chunked`
    const body = odd(id, "x".repeat(200_000))

    expect((await send(urlOf(world, account), { body, headers: sign(body), chunked: true })).status).toBe(200)
    expect((await eventRow(world, id))?.body?.equals(body)).toBe(true)
  })
})

it.each([
  ["a GBK form", Buffer.from([0x61, 0x3d, 0xd6, 0xd0, 0xce, 0xc4]), "application/x-www-form-urlencoded; charset=GBK"],
  ["XML", Buffer.from("<xml><a>1</a></xml>"), "application/xml"],
  ["bytes that are no text", Buffer.from([0, 255, 254, 128]), "application/octet-stream"],
  ["truncated JSON", Buffer.from('{"id":"evt_1","type":"paym'), "application/json"],
  ["a JSON list", Buffer.from("[]"), "application/json"],
  ["JSON null", Buffer.from("null"), "application/json"],
  ["nothing", Buffer.alloc(0), "application/json"],
  ["an event without an id", Buffer.from('{"type":"payment.captured","data":{}}'), "application/json"],
  ["JSON nested a hundred thousand deep", Buffer.from("[".repeat(100_000) + "]".repeat(100_000)), "application/json"],
])("verifies %s, correctly signed, and then refuses it as malformed", async (_what, body, type) => {
  const before = await world.db.query(`SELECT count(*)::int FROM payment_webhook_event`)
  const reply = await send(urlOf(world, "hmac"), { body, headers: typed(hmac(body), type) })

  expect([reply.status, JSON.parse(reply.text).code]).toEqual([400, "malformed_payload"])
  expect((await world.db.query(`SELECT count(*)::int FROM payment_webhook_event`)).rows).toEqual(before.rows)
})

it("records no signature, cookie or credential with an event", async () => {
  const event = anEvent()
  for (const account of ["hmac", "stripe", "standard-webhooks"]) {
    const { body, headers } = signed(account, { ...event, id: `${event.id}_${account}` })
    const extra = { cookie: "session=secret", "user-agent": "Provider/1.0", "x-request-id": "req_1", "x-api-key": "secret" }
    expect((await send(urlOf(world, account), { body, headers: { ...headers, ...extra } })).status).toBe(200)

    const row = await eventRow(world, `${event.id}_${account}`)
    const { "webhook-id": _id, "webhook-timestamp": _at, ...kept } = row!.headers
    expect(kept).toEqual({
      "content-type": headers["content-type"],
      "user-agent": "Provider/1.0",
      "x-request-id": "req_1",
    })
  }
})
