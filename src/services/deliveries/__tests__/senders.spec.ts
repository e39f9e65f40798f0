import { poll } from "../../../../scripts/lib/poll"
import type { Destinations, OpenedDestination } from "../destinations"
import type { DestinationKind } from "../kind"
import { Senders } from "../senders"

let now = 1_000_000
const opened: string[] = []
const closed: string[] = []
const faults: unknown[] = []
const onFault = (error: unknown) => void faults.push(error)

const kind = {
  id: "test",
  open: ({ config }) => {
    opened.push(String(config))
    return { send: async () => ({}), close: async () => void closed.push(String(config)) }
  },
} as Partial<DestinationKind> as DestinationKind

/** A destination whose config is what the test says at the time. */
function sendersOf(open: (id: string) => Promise<Partial<OpenedDestination> | undefined>) {
  const destinations = {
    open: async (id: string) => {
      const found = await open(id)
      return found && { kind, secrets: [], until: undefined, ...found }
    },
  } as unknown as Destinations
  return new Senders({ destinations, clock: () => new Date(now) })
}

const closedUpTo = (count: number) => poll(`${count} closed`, async () => closed.length >= count, { everyMs: 1 })

beforeEach(() => {
  for (const list of [opened, closed, faults]) list.length = 0
})

it("opens a destination once, and anew when it has changed", async () => {
  let config = "old"
  const senders = sendersOf(async () => ({ config }))
  const [first, second] = await Promise.all([senders.get("erp", 1, onFault), senders.get("erp", 1, onFault)])
  expect(first!.sender).toBe(second!.sender)
  config = "new"
  await senders.get("erp", 2, onFault)
  // A look that began before the change does not bring the old one back.
  await senders.get("erp", 1, onFault)
  await closedUpTo(1)
  expect([opened, closed]).toEqual([["old", "new"], ["old"]])
})

it("closes what is no longer to be sent to, and all at the end", async () => {
  const senders = sendersOf(async (id) => ({ config: id }))
  for (const id of ["erp", "crm", "old"]) await senders.get(id, 3, onFault)
  senders.retain(
    new Map([
      ["erp", 3],
      ["old", 4],
    ]),
  )
  await closedUpTo(2)
  expect(closed).toEqual(["crm", "old"])
  await senders.closeAll()
  expect(closed).toEqual(["crm", "old", "erp"])
})

it("opens anew when a secret expires", async () => {
  const senders = sendersOf(async () => ({ config: "erp", until: new Date(now + 1_000) }))
  await senders.get("erp", 1, onFault)
  now += 999
  await senders.get("erp", 1, onFault)
  expect(opened).toHaveLength(1)
  now += 1
  await senders.get("erp", 1, onFault)
  expect(opened).toHaveLength(2)
})

it("reports what cannot be opened once a minute, not at each look", async () => {
  const senders = sendersOf(async () => Promise.reject(new Error("the key is not configured")))
  for (let i = 0; i < 3; i++) expect(await senders.get("erp", 1, onFault)).toBeUndefined()
  expect(faults).toEqual([new Error("the key is not configured")])
  now += 60_000
  await senders.get("erp", 1, onFault)
  expect(faults).toHaveLength(2)
})
