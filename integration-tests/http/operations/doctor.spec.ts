import path from "node:path"
import { useStore } from "../../setup"
import { runCommand } from "../support/command"
import { finishedEvent } from "../support/look"

const world = useStore()

const levels = (out: any): Record<string, string> =>
  Object.fromEntries(out.checks.map(({ check, level }: { check: string; level: string }) => [check, level]))
const says = (out: any, check: string): string => out.checks.find((one: any) => one.check === check)?.says

describe("status", () => {
  it("shows the state of inbox, accounts and reconciliation", async () => {
    const { shop, gateway } = world
    const { paymentId } = await shop.checkout()
    const paid = await gateway.client.change(paymentId, "pay", { delivery: { account: "sandbox-api" } })
    await finishedEvent(world, paid.event_id, "processed")
    const lost = await gateway.client.createPayment({
      amount: 100,
      currency: "EUR",
      session_id: "payses_00000000000000000000000000",
    })
    const { event_id } = await gateway.client.change(lost.id, "pay", { delivery: { account: "hmac" } })
    await finishedEvent(world, event_id, "failed")

    const { code, out } = await runCommand(world, ["status", "--json"])
    expect(code).toBe(0)
    expect(out).toMatchObject({
      events: expect.arrayContaining([
        { state: "failed", count: 1, oldest: expect.any(String) },
        { state: "processed", count: 1, oldest: expect.any(String) },
      ]),
      accounts: [
        { account: "hmac", webhooks_24h: 1 },
        { account: "sandbox-api", last_webhook_type: "payment.captured", webhooks_24h: 1 },
      ],
    })
    expect((await world.command(["status"])).out).toMatch(/sandbox-api\s+\S+Z {2}payment\.captured, 1 in 24 h/)
  })
})

describe("doctor", () => {
  it("passes a store that works, and names its warnings", async () => {
    const { code, out } = await runCommand(world, ["doctor", "--url", world.url, "--instances", "2", "--json"])
    expect(out.checks.filter(({ level }: any) => level === "fail")).toEqual([])
    expect(code).toBe(0)
    expect(levels(out)).toMatchObject({
      migrations: "ok",
      "account sandbox-api: url": "ok",
      "account sandbox-api: events": "ok",
      "account sandbox-api: asking the provider": "ok",
      "account acme: events": "warn",
      "account paypal: secrets": "warn",
      "clock: database": "ok",
      inbox: "ok",
      "notifications.channels": "ok",
      "notifications.links.pay": "warn",
      "payment providers": "ok",
      "locking module": "warn",
      "event module": "warn",
    })
    expect(says(out, "account sandbox-api: url")).toMatch(/refuses an unsigned call, as it should \(4\d\d\)/)
    expect(says(out, `clock: ${new URL(world.gateway.client.url).host}`)).toMatch(/ahead of|behind/)
  })

  it("fails where webhooks cannot reach the store", async () => {
    const elsewhere = await runCommand(world, ["doctor", "--url", world.gateway.client.url, "--json"])
    expect(elsewhere.code).toBe(1)
    expect(levels(elsewhere.out)).toMatchObject({ "account stripe: url": "fail", modules: "ok" })
    const nowhere = await world.command(["doctor", "--url", "http://127.0.0.1:9"])
    expect(nowhere).toMatchObject({ code: 1, out: expect.stringContaining("cannot be reached") })
  })

  it("counts two processes on one machine as two", async () => {
    const alone = await runCommand(world, ["doctor", "--json"])
    expect(says(alone.out, "modules")).toMatch(/^one instance/)

    const worker = await world.another({ mode: "worker" })
    const both = await runCommand(world, ["doctor", "--json"])
    await worker.stop()
    expect(levels(both.out)).toMatchObject({ "locking module": "warn", "event module": "warn", "workflow engine": "warn" })
  })

  it("tries Medusa's own address where there are no accounts, and says if there is none to try", async () => {
    const args = ["doctor", "--url", world.url, "--json"]
    const { code, out } = await runCommand(world, args, { options: { accounts: [] } })
    expect(code).toBe(0)
    expect(out.checks.find(({ check }: any) => check === "payment provider pp_sandbox_sandbox: url")).toEqual({
      check: "payment provider pp_sandbox_sandbox: url",
      level: "ok",
      says: `${world.url}/hooks/payment/sandbox_sandbox refuses an unsigned call, as it should (400)`,
    })

    const off = await runCommand(world, args, { options: { accounts: [], takeOverCoreRoute: false } })
    expect(levels(off.out)).toMatchObject({ accounts: "warn", url: "warn" })
    expect(says(off.out, "url")).toMatch(/^there is no address to try/)
  })

  it("warns of enabled payment providers that no account settles", async () => {
    const stripe = [{ resolve: path.join(__dirname, "..", "..", "setup", "stripe-payment"), id: "stripe" }]
    const env = { PAYMENT_PROVIDERS: JSON.stringify(stripe) }
    const { code, out } = await runCommand(world, ["doctor", "--json"], { env })
    expect(code).toBe(0)
    expect(levels(out)).toMatchObject({
      "payment provider pp_stripe_stripe": "warn",
      "payment provider pp_stripe-ideal_stripe": "warn",
    })
    expect(levels(out)).not.toHaveProperty("payment provider pp_sandbox_sandbox")
    expect(says(out, "payment provider pp_stripe-ideal_stripe")).toMatch(
      /^no account settles it, and no webhook ever came to \/hooks\/payment\/stripe-ideal_stripe: name it/,
    )
  })

  it("fails where no process takes the due events", async () => {
    const { db } = world
    await world.store.kill("SIGTERM")
    await db.query(`UPDATE payment_webhook_event SET next_attempt_at = now() - interval '5 minutes' WHERE state = 'failed'`)
    const { code, out } = await runCommand(world, ["doctor", "--json"])
    expect(code).toBe(1)
    expect(levels(out)).toMatchObject({ inbox: "fail" })
    await world.restart()
  })

  it("names the mistake in options that stop the boot", async () => {
    const options = { accounts: [{ id: "stripe", provider: "stripe", options: { signingSecrets: [] } }] }
    const { code, out } = await runCommand(world, ["doctor", "--json"], { options })
    expect(code).toBe(1)
    expect(out.checks).toEqual([
      { check: "boot", level: "fail", says: expect.stringContaining("accounts[0].options.signingSecrets") },
    ])
  })
})

describe("replay", () => {
  it("makes events due again, one or all of a state", async () => {
    const { db, gateway } = world
    const ids: string[] = []
    for (let i = 0; i < 3; i++) {
      const { id } = await gateway.client.createPayment({ amount: 100, currency: "EUR" })
      const { event_id } = await gateway.client.change(id, "pay", { delivery: { account: "hmac" } })
      ids.push((await finishedEvent(world, event_id, "ignored")).id)
    }
    await db.query(`UPDATE payment_webhook_event SET state = 'dead', attempts = 9 WHERE id = ANY($1)`, [ids.slice(0, 2)])

    const one = await runCommand(world, ["replay", "--id", ids[2]!, "--json"])
    expect(one).toMatchObject({ code: 0, out: { replayed: 1, ids: [ids[2]] } })
    expect(await world.command(["replay", "--state", "dead", "--account", "stripe"])).toMatchObject({
      code: 0,
      out: "0 of 0 replayed\n",
    })
    const dead = await world.command(["replay", "--state", "dead", "--since", "1h", "--json"])
    expect(dead).toMatchObject({ code: 0, out: { replayed: 2 } })
    const { rows } = await db.query(`SELECT count(*)::int FROM payment_webhook_event WHERE state = 'dead'`)
    expect(rows).toEqual([{ count: 0 }])
    const unknown = await world.command(["replay", "--id", "pwhe_unknown"])
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining("there is no webhook event pwhe_unknown") })
  })

  it("prints its usage instead of replaying everything", async () => {
    expect(await world.command(["replay"])).toMatchObject({ code: 1, stderr: expect.stringContaining("--state dead") })
    expect(await world.command(["replay", "--state", "processed"])).toMatchObject({ code: 1 })
  })
})
