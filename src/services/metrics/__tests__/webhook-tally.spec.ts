import type { WebhookCount } from "../../store/webhook-count-repository"
import { WebhookTally } from "../webhook-tally"

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

function setUp({ failures = 0 } = {}) {
  const written: WebhookCount[][] = []
  const fold = jest.fn(async () => undefined)
  const add = async (counts: readonly WebhookCount[]) => {
    if (failures-- > 0) throw new Error("no database")
    written.push([...counts])
  }
  return { written, fold, tally: new WebhookTally({ webhookCounts: { add, fold } }) }
}

it("writes counts in one go, some seconds later, and nothing where there are none", async () => {
  const { tally, written } = setUp()
  for (let i = 0; i < 1000; i++) tally.count("stripe", i % 10 ? "accepted" : "forged")
  tally.count("hmac", "ignored", 3)
  expect(written).toEqual([])

  await jest.advanceTimersByTimeAsync(60_000)
  expect(written).toEqual([
    [
      { account: "stripe", outcome: "forged", n: 100 },
      { account: "stripe", outcome: "accepted", n: 900 },
      { account: "hmac", outcome: "ignored", n: 3 },
    ],
  ])
})

it("keeps counts that the database does not take, and adds later ones", async () => {
  const { tally, written } = setUp({ failures: 2 })
  tally.count("stripe", "accepted")
  await jest.advanceTimersByTimeAsync(6_000)
  tally.count("stripe", "accepted")
  await jest.advanceTimersByTimeAsync(60_000)

  expect(written).toEqual([[{ account: "stripe", outcome: "accepted", n: 2 }]])
})

it("writes at once on a flush, counts under way included, and never twice", async () => {
  const { tally, written } = setUp()
  tally.count("stripe", "accepted")
  const first = tally.flush()
  tally.count("stripe", "duplicate")
  await Promise.all([first, tally.flush()])
  await jest.advanceTimersByTimeAsync(60_000)

  expect(written.flat().map(({ outcome, n }) => [outcome, n])).toEqual([
    ["accepted", 1],
    ["duplicate", 1],
  ])
})

it("folds old minutes once an hour, and counts on when that fails", async () => {
  const { tally, fold } = setUp()
  fold.mockRejectedValueOnce(new Error("no"))
  for (let minute = 0; minute < 90; minute++) {
    tally.count("stripe", "accepted")
    await jest.advanceTimersByTimeAsync(60_000)
  }

  expect(fold).toHaveBeenCalledTimes(2)
})
