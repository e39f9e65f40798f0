import type { ConsumerFigures } from "../../../services/store/consumer-repository"
import { checkConsumers } from "../check-consumers"

const now = new Date("2026-03-01T12:00:00Z")
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const good: ConsumerFigures = {
  ...{ id: "erp", taken: 5, refused: 1, failed: 1, waiting: 0, unsubscribed_seconds: 4 },
  ...{ last_message_at: ago(120), last_fault_at: ago(600), last_fault: "the database is away" },
}
const check = async (figures: ConsumerFigures[]) => {
  const options = { consumers: [{ id: "erp" }] }
  const [found, ...more] = await checkConsumers({ options, consumerRows: { list: async () => figures } } as never, now)
  expect(more).toEqual([])
  expect(found!.check).toBe("consumer erp")
  return [found!.level, found!.says] as const
}

it.each<[string, Partial<ConsumerFigures>, string, RegExp]>([
  ["works", {}, "ok", /^is subscribed; the last message came 2 min/],
  ["works, and much waits", { waiting: 70 }, "ok", /, 70 wait$/],
  ["has no message yet", { last_message_at: null, taken: 0, refused: 0 }, "ok", /no message has come yet/],
  ["is down", { unsubscribed_seconds: 3600 }, "fail", /^has not been subscribed for .*: the database is away$/],
  ["never was up", { unsubscribed_seconds: null, last_fault: null }, "fail", /^has never been subscribed: no process/],
  ["refuses everything", { taken: 0, refused: 3 }, "warn", /refused all 3 messages/],
  ["is stuck", { waiting: 3, last_fault_at: ago(10) }, "warn", /3 messages wait, and its last fault was 10 s ago: the database/],
])("a consumer that %s", async (_name, given, level, says) => {
  expect(await check([{ ...good, ...given }])).toEqual([level, expect.stringMatching(says)])
})

it("one that has not run yet", async () => {
  expect(await check([])).toEqual(["warn", expect.stringMatching(/^has not run yet/)])
})
