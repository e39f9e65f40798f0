import type { MedusaContainer } from "@medusajs/framework/types"
import { ProviderUnavailableError } from "../../../../services/domain/errors"
import type { ListedPayment } from "../../../../services/providers/provider"
import type { ReconciliationCursor, ReconciliationRun } from "../../../../services/store/entities"
import { beginRound } from "../../compare/compare-payment"
import { readWindows } from "../read-windows"

const NOW = new Date("2026-03-01T12:00:00Z")

const page = (...ids: string[]): ListedPayment[] =>
  ids.map((providerPaymentId) => ({ reference: { providerPaymentId }, facts: [] }))

/** A page that reports these captures, as we know them. */
const reported = (...ids: string[]): ListedPayment[] =>
  ids.map((providerPaymentId) => ({
    reference: { providerPaymentId },
    facts: [{ subject: "payment", state: "captured", providerPaymentId, amount: { minor: 1n, currency: "EUR" } }],
  }))

interface Given {
  readonly refused?: string[]
  readonly calls?: number
  /** Selects the page calls, counted from 1, that are refused. */
  readonly refusedPages?: (call: number) => boolean
}

/** A provider that lists `pages`, knows no payment, refuses some payments, and may be asked `calls` times a round. */
function worldOf(pages: readonly ListedPayment[][], { refused = [], calls = Infinity, refusedPages = () => false }: Given = {}) {
  const asked: string[] = []
  let [left, cursor, pageCalls, refusals] = [calls, {} as ReconciliationCursor, 0, 0]
  const client = {
    canList: () => true,
    canQuery: () => true,
    list: async (_account: unknown, { cursor: at = "0" }: { cursor?: string }) => {
      left--
      if (refusedPages(++pageCalls)) throw new ProviderUnavailableError("cannot be listed")
      return { payments: pages[Number(at)], ...(Number(at) + 1 < pages.length && { next: String(Number(at) + 1) }) }
    },
    query: async (_account: unknown, { providerPaymentId: id = "" }) => {
      left--
      asked.push(id)
      if (refused.includes(id)) throw new ProviderUnavailableError("cannot be read")
      return []
    },
  }
  const record = {
    state: "captured",
    currency_code: "eur",
    amount: "1",
    captured_amount: "1",
    refunded_amount: "0",
    updated_at: NOW,
  }
  const known = ({ provider_payment_id: id }: { provider_payment_id: string }) => {
    return { record: { ...record, provider_payment_id: id, payment_session_id: `payses_${id}` }, refunds: [], disputes: [] }
  }
  const errors: string[] = []
  const service = {
    now: () => NOW,
    asked: () => undefined,
    options: { accounts: [{ id: "paypal" }], reconciliation: { scheduleMinutes: [5], windowMinutes: 15 } },
    payments: {
      findKnown: async (of: Parameters<typeof known>[0]) => known(of),
      findAllKnown: async (of: Parameters<typeof known>[0][]) => of.map(known),
    },
    reconciliation: {
      client,
      budget: {
        waitMs: () => (left > 0 ? 0 : 3_600_000),
        succeed: () => void (refusals = 0),
        refuse: () => void refusals++,
        refusalsInARow: () => refusals,
      },
      runs: { progress: async () => {}, saveError: async (_id: string, message: string) => void errors.push(message) },
    },
  }
  const container = { resolve: () => service } as unknown as MedusaContainer
  return {
    asked,
    errors,
    window: () => cursor.windows?.paypal,
    round: async () => {
      left = calls
      asked.length = 0
      const run = { id: "recr_1", cursor } as unknown as ReconciliationRun
      const round = beginRound(run, 60_000, 1)
      await readWindows(container, round, { saveCursor: async (more) => void (cursor = { ...cursor, ...more }) })
      return [...round.confirmed]
    },
  }
}

describe("a list that is read", () => {
  it("continues where the time ran out, in the middle of a page", async () => {
    const { round, asked, window } = worldOf([page("a", "b", "c", "d"), page("e")], { calls: 3 })
    await round()
    expect(asked).toEqual(["a", "b"])
    await round()
    expect(asked).toEqual(["c", "d"])
    await round()
    expect(asked).toEqual(["e"])
    expect(window()).not.toHaveProperty("page")
    expect(window()).not.toHaveProperty("done")
  })

  it("asks again about a payment that could not be read, and in the end continues without it", async () => {
    const { round, asked, errors, window } = worldOf([page("a", "b", "c")], { refused: ["b"] })
    await round()
    expect(asked).toEqual(["a", "b", "c"])
    await round()
    expect(asked).toEqual(["b"])
    for (let rounds = 0; rounds < 9; rounds++) await round()
    expect(window()).not.toHaveProperty("done")
    expect(errors).toHaveLength(11)
    await round()
    expect(asked).toEqual([])
  })

  it("asks about a payment of which only one page reports facts", async () => {
    const { round, asked } = worldOf([reported("a"), page("a")])
    expect(await round()).toEqual([])
    expect(asked).toEqual(["a"])
  })

  it("does not ask about payments that it reports as we know them, and confirms them if read whole in one round", async () => {
    const { round, asked } = worldOf([reported("a", "b"), reported("c")])
    expect(await round()).toEqual(["payses_a", "payses_b", "payses_c"])
    const inHalves = worldOf([reported("a", "b"), reported("c")], { calls: 1 })
    expect(await inHalves.round()).toEqual([])
    expect(inHalves.window()).toMatchObject({ page: "1" })
    expect(await inHalves.round()).toEqual([])
    expect(inHalves.window()).not.toHaveProperty("page")
    expect([...asked, ...inHalves.asked]).toEqual([])
  })

  it("is read on although pages are refused, except the first, which may be refused for ever", async () => {
    const busy = worldOf([reported("a"), reported("b"), reported("c")], { refusedPages: (call) => call > 1 && call % 4 !== 0 })
    expect(await busy.round()).toEqual(["payses_a", "payses_b", "payses_c"])
    expect(busy.errors).toEqual([])
    const forbidden = worldOf([reported("a")], { refusedPages: () => true })
    expect(await forbidden.round()).toEqual([])
    expect(forbidden.errors).toEqual(["paypal: cannot be listed"])
  })

  it("keeps its page when its provider is down", async () => {
    const { round, errors, window } = worldOf([reported("a"), reported("b")], { refusedPages: (call) => call > 1 })
    expect(await round()).toEqual([])
    expect(errors).toEqual(["paypal: cannot be listed"])
    expect(window()).toMatchObject({ page: "1" })
  })
})
