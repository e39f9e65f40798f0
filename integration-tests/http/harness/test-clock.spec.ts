import { poll, useStore } from "../../setup"
import { eventRow, finishedEvent } from "../support/look"

// An hour until the first retry: the test sees it only because it steps the clock.
const world = useStore({
  options: { processing: { retryInitialSeconds: 3_600, retryMaxSeconds: 3_600 }, orphans: { afterSeconds: 86_400 } },
})

const clocks = async () => {
  const { rows } = await world.db.query(
    `SELECT extract(epoch FROM now() - pg_catalog.now())::int AS ahead, extract(epoch FROM clock_timestamp() - now())::int AS apart`,
  )
  return rows[0]
}

it("steps the time of the store's due work and of the rows it writes", async () => {
  expect(await clocks()).toEqual({ ahead: 0, apart: 0 })
  const { gateway } = world
  // A session that is not there yet, so the event waits for it.
  const { id } = await gateway.client.createPayment({
    amount: 100,
    currency: "EUR",
    session_id: "payses_00000000000000000000000000",
  })
  const { event_id } = await gateway.client.change(id, "pay")
  expect(await finishedEvent(world, event_id)).toMatchObject({ state: "failed", attempts: 1 })
  await world.job("sweep")
  expect(await eventRow(world, event_id)).toMatchObject({ state: "failed", attempts: 1 })

  await world.step(3_600)
  expect(await clocks()).toEqual({ ahead: 3_600, apart: 0 })
  const again = await poll("another attempt", async () => {
    const event = await eventRow(world, event_id)
    return event?.state === "failed" && event.attempts > 1 && event
  })
  expect(again.attempts).toBe(2)
  expect(again.updated_at.getTime()).toBeGreaterThan(Date.now() + 3_500_000)

  // Medusa's own rows keep the real time.
  const { rows } = await world.db.query(`SELECT max(created_at) < pg_catalog.now() + interval '1 minute' AS real FROM customer`)
  expect(rows).toEqual([{ real: true }])
})
