import type { ConsumerBeat } from "../../domain/consumer-beat"
import { ConsumerTally, type Running } from "../consumer-tally"

let isAway = false
const written: ConsumerBeat[] = []
const tally = () =>
  new ConsumerTally({
    consumerRows: {
      add: async (beats) => {
        if (isAway) throw new Error("the database is away")
        written.push(...beats)
      },
    },
  })
const running = (given: Partial<Running> = {}) =>
  new Map<string, Running>([["erp", { isSubscribed: true, waiting: async () => 7, ...given }]])

beforeEach(() => {
  isAway = false
  written.length = 0
})

it("writes what has come together since the last beat, and how the consumer is", async () => {
  const counts = tally()
  counts.count("erp", "taken")
  counts.count("erp", "taken")
  counts.count("erp", "refused")
  counts.count("erp", "failed")
  counts.fault("erp", new Error("the database\nis away"))
  await counts.beat(running())
  await counts.beat(running({ isSubscribed: false }))

  expect(written).toEqual([
    { id: "erp", taken: 2, refused: 1, failed: 1, fault: "the database is away", isSubscribed: true, waiting: 7 },
    { id: "erp", taken: 0, refused: 0, failed: 0, fault: null, isSubscribed: false, waiting: 7 },
  ])
})

it("keeps what the database did not take, with what has come since", async () => {
  const counts = tally()
  counts.count("erp", "taken")
  counts.fault("erp", new Error("old"))
  isAway = true
  await counts.beat(running())
  isAway = false
  counts.count("erp", "taken")
  counts.fault("erp", new Error("new"))
  await counts.beat(running())

  expect(written).toMatchObject([{ taken: 2, fault: "new" }])
})

it("writes although a broker refuses or never says how many wait", async () => {
  jest.useFakeTimers()
  const counts = tally()
  counts.count("erp", "taken")
  const beats = [counts.beat(running({ waiting: () => Promise.reject(new Error("closed")) }))]
  beats.push(counts.beat(running({ waiting: () => new Promise(() => undefined) })))
  await jest.runAllTimersAsync()
  await Promise.all(beats)
  jest.useRealTimers()

  expect(written).toMatchObject([
    { taken: 1, waiting: null },
    { taken: 0, waiting: null },
  ])
})
