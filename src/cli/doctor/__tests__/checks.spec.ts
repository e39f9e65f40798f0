import type { StatusReport } from "../../../services/store/status-repository"
import { judge } from "../check-clocks"
import { checkLinks } from "../check-links"
import { checkPaymentProviders } from "../check-payment-providers"
import { checkModules } from "../check-modules"
import { checkWork } from "../check-work"

const levels = (checks: ReturnType<typeof checkModules>) => Object.fromEntries(checks.map(({ check, level }) => [check, level]))

describe("clocks", () => {
  it.each([
    [0, "ok"],
    [-9, "ok"],
    [11, "warn"],
    [-119, "warn"],
    [121, "fail"],
    [-3600, "fail"],
  ])("that are %d s off are %s", (seconds, level) => {
    expect(judge("clock", seconds).level).toBe(level)
  })

  it("says which one goes wrong, and how far", () => {
    expect(judge("clock", -300).says).toMatch(/^is 300\.0 s behind this machine: genuine webhooks are refused/)
  })
})

describe("modules", () => {
  const inMemory = {
    locking: { resolve: "@medusajs/medusa/locking" },
    event_bus: { resolve: "@medusajs/medusa/event-bus-local" },
    workflows: { resolve: "@medusajs/medusa/workflow-engine-inmemory" },
  }
  const shared = {
    locking: { resolve: "@medusajs/medusa/locking", options: { providers: [{ resolve: "@medusajs/medusa/locking-redis" }] } },
    event_bus: { resolve: "@medusajs/medusa/event-bus-redis" },
    workflows: { resolve: "./src/modules/our-engine" },
  }

  it("in memory are enough for one instance", () => {
    expect(levels(checkModules(inMemory, false))).toEqual({ modules: "ok" })
  })

  it("in memory are not enough for several", () => {
    const all = { "locking module": "warn", "event module": "warn", "workflow engine": "warn" }
    expect(levels(checkModules(inMemory, true))).toEqual(all)
    expect(levels(checkModules({}, true))).toEqual(all)
    expect(levels(checkModules({ locking: true, event_bus: false }, true))).toEqual(all)
  })

  it("of a shared kind are enough, whoever made them", () => {
    expect(Object.values(levels(checkModules(shared, true)))).toEqual(["ok", "ok", "ok"])
  })
})

describe("work", () => {
  const at = new Date("2026-03-01T12:00:00Z")
  const report = (given: Partial<StatusReport> = {}) =>
    ({ at, events: [], attention: [], overdue_seconds: null, last_job: { updated_at: at }, ...given }) as unknown as StatusReport
  const check = (given: Partial<StatusReport>, enabled = true) =>
    levels(checkWork(report(given), { reconciliation: { enabled } } as never))
  const ranAgo = (minutes: number) => ({ updated_at: new Date(at.getTime() - minutes * 60_000) }) as StatusReport["last_job"]

  it("is in order when nothing waits and the job runs", () => {
    expect(check({})).toEqual({ inbox: "ok", "needs a person": "ok", reconciliation: "ok" })
  })

  it("fails when events are overdue", () => {
    expect(check({ overdue_seconds: 60 }).inbox).toBe("ok")
    expect(check({ overdue_seconds: 61 }).inbox).toBe("fail")
  })

  it("warns of events and items that need a person", () => {
    expect(check({ events: [{ state: "dead", count: 1, oldest: at }] })["needs a person"]).toBe("warn")
    expect(check({ attention: [{ kind: "drift", count: 2, oldest: at }] })["needs a person"]).toBe("warn")
    expect(check({ events: [{ state: "processed", count: 9, oldest: at }] })["needs a person"]).toBe("ok")
  })

  it("notices a job that has stopped, and one that is switched off", () => {
    expect(check({ last_job: ranAgo(2) }).reconciliation).toBe("ok")
    expect(check({ last_job: ranAgo(4) }).reconciliation).toBe("warn")
    expect(check({ last_job: ranAgo(16) }).reconciliation).toBe("fail")
    expect(check({ last_job: null }).reconciliation).toBe("warn")
    expect(check({}, false).reconciliation).toBe("warn")
  })
})

describe("the link to pay", () => {
  const check = (enabled: boolean, links: object) => checkLinks({ notifications: { enabled, links } } as never)[0]!

  it("is missed where customers are notified of unpaid payments, and not where notifications are off", () => {
    expect(check(true, {})).toMatchObject({
      check: "notifications.links.pay",
      level: "warn",
      says: expect.stringMatching(/^is not set: payment\.requires_action, payment\.failed, payment\.expired tell/),
    })
    expect(check(true, { order: "https://shop.example/orders/{order_id}" }).level).toBe("warn")
    expect(check(false, {}).level).toBe("ok")
  })

  it("is in order where there is one", () => {
    expect(check(true, { pay: "https://shop.example/checkout?cart={cart_id}" }).level).toBe("ok")
  })
})

describe("payment providers", () => {
  const enabled = ["pp_stripe_stripe", "pp_stripe-ideal_stripe", "pp_paypal_x"]
  const check = async (accounts: string[][], { takeOverCoreRoute = true, cameTo = "" } = {}) => {
    const options = { accounts: accounts.map((paymentProviders) => ({ paymentProviders })), takeOverCoreRoute }
    const status = { lastWebhooks: async (account: string) => (account === cameTo ? [{}] : []) }
    return levels(await checkPaymentProviders({ options, status } as never, enabled))
  }

  it("are in order where accounts name all of them, or any, or where there are no accounts", async () => {
    expect(await check([["pp_stripe*"], ["pp_paypal_x"]])).toEqual({ "payment providers": "ok" })
    expect(await check([["pp_stripe*"], []])).toEqual({ "payment providers": "ok" })
    expect(await check([])).toEqual({})
  })

  it("are named where no account does, unless webhooks come to core's address of one on the same provider account", async () => {
    const [ideal, paypal] = ["payment provider pp_stripe-ideal_stripe", "payment provider pp_paypal_x"]
    expect(await check([["pp_stripe_stripe"]])).toEqual({ [ideal!]: "warn", [paypal!]: "warn" })
    expect(await check([["pp_stripe_stripe"]], { cameTo: "pp_stripe_stripe" })).toEqual({ [paypal!]: "warn" })
    expect(await check([["pp_stripe*"]], { takeOverCoreRoute: false, cameTo: "pp_paypal_x" })).toEqual({ [paypal!]: "warn" })
  })
})
