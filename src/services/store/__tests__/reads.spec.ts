import type { EntityManager } from "typeorm"
import { InFlight } from "../../queue/in-flight"
import { Reads } from "../reads"

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

/** Reads on a connection that notes its statements. */
function open() {
  const sent: string[] = []
  const queryRunner = { query: async (sql: string) => void sent.push(sql) }
  const manager = { queryRunner, query: (sql: string) => queryRunner.query(sql) }
  const readDataSource = { transaction: (_level: string, work: (manager: EntityManager) => unknown) => work(manager as never) }
  const intakeInFlight = new InFlight()
  const reads = new Reads({ readDataSource, intakeInFlight, options: { databaseReadTimeoutSeconds: 5 } } as never)
  return { sent, intakeInFlight, reads }
}

const SET = expect.stringMatching(/set_config/)

it("begins while no webhook is being taken in", async () => {
  const { sent, intakeInFlight, reads } = open()
  intakeInFlight.enter()
  const read = reads.run((manager) => manager.query("SELECT 1"))
  await jest.advanceTimersByTimeAsync(1)
  expect(sent).toEqual([])

  intakeInFlight.leave()
  await read
  expect(sent).toEqual([SET, "SELECT 1"])
})

it("lets a webhook that comes meanwhile go before its next statement", async () => {
  const { sent, intakeInFlight, reads } = open()
  const read = reads.run(async (manager) => {
    await manager.query("SELECT 1")
    intakeInFlight.enter()
    await manager.query("SELECT 2")
  })
  await jest.advanceTimersByTimeAsync(1)
  expect(sent).toEqual([SET, "SELECT 1"])

  intakeInFlight.leave()
  await read
  expect(sent).toEqual([SET, "SELECT 1", "SELECT 2"])
})

it("comes to its end although webhooks never cease", async () => {
  const { sent, intakeInFlight, reads } = open()
  intakeInFlight.enter()
  const read = reads.run((manager) => manager.query("SELECT 1"))
  await jest.advanceTimersByTimeAsync(1_000)

  await read
  expect(sent).toEqual([SET, "SELECT 1"])
})
