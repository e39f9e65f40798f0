import type { MedusaContainer } from "@medusajs/framework/types"
import { ProviderUnavailableError } from "../../../services/domain/errors"
import type { ListedPayment } from "../../../services/providers/provider"
import type { ReconciliationCursor, ReconciliationRun } from "../../../services/store/entities"
import { beginRound } from "../compare-payment"
import { readWindows } from "../read-windows"

const NOW = new Date("2026-03-01T12:00:00Z")

const page = (...ids: string[]): ListedPayment[] =>
  ids.map((providerPaymentId) => ({ reference: { providerPaymentId }, facts: [] }))

/** A provider that lists `pages`, knows no payment, refuses about some, and may be asked `calls` times a round. */
function worldOf(
  pages: readonly ListedPayment[][],
  { refused = [], calls = Infinity }: { refused?: string[]; calls?: number } = {},
) {
  const asked: string[] = []
  let [left, cursor] = [calls, {} as ReconciliationCursor]
  const client = {
    canList: () => true,
    canQuery: () => true,
    list: async (_account: unknown, { cursor: at = "0" }: { cursor?: string }) => {
      left--
      return { payments: pages[Number(at)], ...(Number(at) + 1 < pages.length && { next: String(Number(at) + 1) }) }
    },
    query: async (_account: unknown, { providerPaymentId: id = "" }) => {
      left--
      asked.push(id)
      if (refused.includes(id)) throw new ProviderUnavailableError("cannot be read")
      return []
    },
  }
  const record = { state: "captured", currency_code: "eur", captured_amount: "1", refunded_amount: "0", updated_at: NOW }
  const errors: string[] = []
  const service = {
    now: () => NOW,
    options: { accounts: [{ id: "paypal" }], reconciliation: { scheduleMinutes: [5], windowMinutes: 15 } },
    payments: { findKnown: async () => ({ record, refunds: [], disputes: [] }) },
    reconciliation: {
      client,
      budget: { waitMs: () => (left > 0 ? 0 : 3_600_000), succeed: () => {}, refuse: () => {} },
      runs: { progress: async () => {}, keepError: async (_id: string, message: string) => void errors.push(message) },
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
      await readWindows(container, beginRound(run, 60_000), { keep: async (more) => void (cursor = { ...cursor, ...more }) })
    },
  }
}

describe("a list that is read", () => {
  it("goes on where the time was over, in the middle of a page", async () => {
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

  it("asks again about the payment that could not be asked about, and in the end goes on without it", async () => {
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

  it("hears of a payment on one page what another page did not tell", async () => {
    const told: ListedPayment = {
      reference: { providerPaymentId: "a" },
      facts: [{ subject: "payment", state: "captured", providerPaymentId: "a", amount: { minor: 1n, currency: "EUR" } }],
    }
    const { round, asked } = worldOf([[told], page("a")])
    await round()
    expect(asked).toEqual(["a"])
  })
})
