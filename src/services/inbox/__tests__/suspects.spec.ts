import type { ClaimedEvent } from "../../store/webhook-event-repository"
import { Suspects } from "../suspects"

const event = (id: string) => ({ id }) as ClaimedEvent

/** An inbox with these suspects, and a clock that the test moves. */
function setUp(...due: string[]) {
  const clock = { ms: 0 }
  let looks = 0
  const waiting = due.map(event)
  const suspects = new Suspects(
    {
      isSuspectDue: async () => {
        looks++
        return waiting.length > 0
      },
      claimSuspect: async () => waiting.shift(),
    },
    () => clock.ms,
  )
  return { suspects, clock, waiting, looks: () => looks }
}

it("starts others as long as there is no suspect, and asks for one once a second at most", async () => {
  const { suspects, clock, looks } = setUp()
  for (let i = 0; i < 20; i++) expect(await suspects.next(3)).toEqual({ others: true })
  expect(looks()).toBe(1)
  clock.ms += 1_000

  expect(await suspects.next(3)).toEqual({ others: true })
  expect(looks()).toBe(2)
})

it("starts nothing beside what is in work until a suspect can run alone, and nothing beside the suspect", async () => {
  const { suspects, clock } = setUp("a", "b")
  expect(await suspects.next(2)).toEqual({ others: false })
  expect(await suspects.next(1)).toEqual({ others: false })

  const { suspect, others } = await suspects.next(0)
  expect([suspect?.id, others]).toEqual(["a", false])
  expect(await suspects.next(1)).toEqual({ others: false })

  suspects.ended(suspect!)
  expect(await suspects.next(0)).toEqual({ others: true })
  clock.ms += 1_000
  expect((await suspects.next(0)).suspect?.id).toBe("b")
})

it("goes on with others when another process has taken the suspect", async () => {
  const { suspects, waiting } = setUp("a")
  expect(await suspects.next(1)).toEqual({ others: false })
  waiting.length = 0

  expect(await suspects.next(0)).toEqual({ others: true })
})

it("waits half a minute at most for what is in work, and for a suspect that does not end", async () => {
  const { suspects, clock } = setUp("a")
  expect(await suspects.next(1)).toEqual({ others: false })
  clock.ms += 30_001
  expect((await suspects.next(1)).suspect?.id).toBe("a")

  expect(await suspects.next(2)).toEqual({ others: false })
  clock.ms += 30_001
  expect(await suspects.next(2)).toEqual({ others: true })
})
