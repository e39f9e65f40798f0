import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { run } from "../../../scripts/lib/medusa"
import { bootStore, type TestStore } from "../../setup"

let world: TestStore
let folder: string

beforeAll(async () => {
  world = await bootStore()
  folder = mkdtempSync(path.join(os.tmpdir(), "payment-notifications-ask-"))
})

afterAll(async () => {
  await world?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(sessions: readonly string[]): Promise<Record<string, unknown>> {
  const answers = path.join(folder, "answers.json")
  await run(["exec", path.join(__dirname, "..", "support", "ask-payment-provider.ts")], {
    DATABASE_URL: world.databaseUrl,
    GATEWAY_URL: world.gateway.url,
    ADMIN: "off",
    ASK_SESSIONS: JSON.stringify(sessions),
    ASK_ANSWERS: answers,
  })
  return JSON.parse(readFileSync(answers, "utf8"))
}

it("learns from the installed payment provider how payments stand of which no webhook told, and moves no money", async () => {
  const { shop, gateway } = world
  const verbs = ["pay", "fail", "expire", "require_action"] as const
  const silent = { delivery: { times: 0 } }
  const paid = await Promise.all([shop.checkout(), shop.checkout(), shop.checkout(), shop.checkout()])
  for (const [index, verb] of verbs.entries()) await gateway.client.change(paid[index]!.paymentId, verb, silent)
  const untouched = await shop.checkout()

  const sessions = [...paid, untouched].map(({ session }) => session.id)
  const told = await ask(sessions)
  expect(sessions.map((id) => told[id])).toEqual(
    ["captured", "failed", "canceled", "requires_action", "pending"].map((state, index) => ({
      subject: "payment",
      state,
      sessionId: sessions[index],
    })),
  )
  for (const { paymentId } of [...paid, untouched]) expect(await gateway.client.moneyCalls(paymentId)).toEqual([])
})
