import { execFile, spawn, type ChildProcess } from "node:child_process"
import path from "node:path"
import { promisify } from "node:util"
import { Pool } from "pg"
import { freePort } from "../../scripts/lib/free-port"
import { medusaEnv } from "../../scripts/lib/medusa"
import { providers } from "../../src/services/providers/registry"
import { migrations } from "../../src/services/store/migrations"
import { hmacDialect } from "../../src/testing"
import { createTestDatabase, poll, type TestDatabase } from "../setup"
import { createProject, type FreshProject } from "./support/project"

const SECRET = "fresh-store-secret-0123456789"

const CONFIG = `
const { defineConfig } = require("@medusajs/framework/utils")

module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { connection: { ssl: false } },
    http: { storeCors: "", adminCors: "", authCors: "", jwtSecret: "jwt", cookieSecret: "cookie" },
  },
  plugins: [
    {
      resolve: "medusa-payment-notifications",
      options: { accounts: [{ id: "shop", provider: "hmac", options: { keys: [{ id: "key-1", secrets: ["${SECRET}"] }] } }] },
    },
  ],
})
`

let project: FreshProject
let database: TestDatabase
let db: Pool
let server: ChildProcess
let url: string
let output = ""

beforeAll(async () => {
  database = await createTestDatabase({ empty: true })
  db = new Pool({ connectionString: database.url, max: 2 })
  db.on("error", () => {})
  project = await createProject({ "medusa-config.js": CONFIG })
  await project.run(["db:migrate", "--skip-scripts"], { DATABASE_URL: database.url })
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const [command, args] = project.medusa(["start", "--port", String(port), "--host", "127.0.0.1"])
  server = spawn(command, args, {
    cwd: project.dir,
    env: medusaEnv({ DATABASE_URL: database.url }),
    // The channel tells it when the test is gone: Medusa would go on for ever, busy with the error of its own broken output.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  })
  for (const stream of [server.stdout!, server.stderr!]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()))
  const healthy = () =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => server.exitCode !== null,
    )
  await poll("the fresh store's health", healthy, { timeoutMs: 90_000, everyMs: 200 })
  if (server.exitCode !== null) throw new Error(`the fresh store ended with ${server.exitCode}:\n${output.slice(-4000)}`)
}, 600_000)

afterAll(async () => {
  await stop()
  await db?.end()
  await database?.drop()
  project?.remove()
})

async function stop(): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once("exit", resolve))
  const timer = setTimeout(() => server.kill("SIGKILL"), 20_000)
  server.kill("SIGTERM")
  await ended
  clearTimeout(timer)
}

const post = (id: string, sessionId?: string, secret = SECRET) => {
  const event = { id, state: "captured" as const, paymentId: "p_1", amount: 100, currency: "EUR", occurredAt: new Date() }
  const { body, headers } = hmacDialect.sign(
    { ...event, ...(sessionId ? { sessionId } : {}) },
    { keyId: "key-1", secret },
    new Date(),
  )
  return fetch(`${url}/webhooks/payments/shop`, { method: "POST", headers, body: new Uint8Array(body) })
}

const tables = async (): Promise<string[]> =>
  (await db.query(`SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'payment\\_%' ORDER BY 1`)).rows
    .map(({ relname }) => relname)
    .filter((name) => /^payment_(webhook_event|record|transition|notification)$/.test(name))

it("was migrated by medusa db:migrate", async () => {
  expect(await tables()).toEqual(["payment_notification", "payment_record", "payment_transition", "payment_webhook_event"])
})

it("takes a signed webhook, records it and processes it", async () => {
  expect((await post("evt_foreign")).status).toBe(200)
  expect((await post("evt_unmatched", "payses_unknown")).status).toBe(200)
  const states = await poll("both to be processed", async () => {
    const { rows } = await db.query(`SELECT event_id, state, reason FROM payment_webhook_event ORDER BY event_id`)
    return rows.every(({ state }) => !["received", "processing"].includes(state)) && rows
  })

  expect(states).toEqual([
    { event_id: "evt_foreign", state: "ignored", reason: "no_session" },
    { event_id: "evt_unmatched", state: "failed", reason: "unmatched_payment" },
  ])
})

it("refuses a forged one and records nothing", async () => {
  const reply = await post("evt_forged", undefined, "another secret")

  expect([reply.status, await reply.json()]).toEqual([400, expect.objectContaining({ code: "signature_verification_failed" })])
  expect((await db.query(`SELECT FROM payment_webhook_event WHERE event_id = 'evt_forged'`)).rowCount).toBe(0)
})

it("answers core's route for the default payment provider, and its own storefront and admin routes", async () => {
  const call = (path: string, method = "GET") => fetch(url + path, { method }).then(({ status }) => status)

  expect(await call("/hooks/payment/nobody_nobody", "POST")).toBe(404)
  expect(await call("/hooks/payment/system_default", "POST")).toBe(200)
  expect(await call("/store/carts/cart_1/payment-status")).toBe(400)
  expect(await call("/admin/payment-notifications/webhook-events")).toBe(401)
})

it("includes its commands and its contract", async () => {
  const node = (...args: string[]) => promisify(execFile)(process.execPath, args, { cwd: project.dir })
  const { stdout } = await node(path.join("node_modules", ".bin", "payment-notifications"), "--help")
  expect(stdout).toContain("payment-notifications inspect --provider")
  const ids = "console.log([...require('medusa-payment-notifications/webhooks').providers.keys()].join())"
  expect((await node("-e", ids)).stdout.trim().split(",")).toEqual([...providers.keys()])
})

it("shows the store's status by a command in its root", async () => {
  const command = path.join("node_modules", ".bin", "payment-notifications")
  const ended = await promisify(execFile)(process.execPath, [command, "status", "--json"], {
    cwd: project.dir,
    env: medusaEnv({ DATABASE_URL: database.url }),
  })
  expect(JSON.parse(ended.stdout)).toMatchObject({ accounts: [{ account: "shop", webhooks_24h: 2 }], attention: [] })
}, 120_000)

it("stops cleanly, and leaves no table behind after medusa db:rollback", async () => {
  await stop()
  expect(server.signalCode).toBeNull()
  // Medusa undoes one migration of a module at a time.
  for (const _migration of migrations) await project.run(["db:rollback", "paymentNotification"], { DATABASE_URL: database.url })

  expect(await tables()).toEqual([])
})
