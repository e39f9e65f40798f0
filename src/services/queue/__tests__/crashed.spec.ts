import { crashed } from "../crashed"

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000)
const row = { reclaimed: true, lapsed_leases: 1, lapsed_at: at(0), give_up_at: at(3600) }

it.each([1, 2, 3, 4])("leaves a row alone whose lease lapsed %i times", (lapsed_leases) => {
  expect(crashed({ ...row, lapsed_leases })).toBeUndefined()
})

it.each([5, 6])("gives a row up whose lease lapsed %i times in a row, and says so", (lapsed_leases) => {
  expect(crashed({ ...row, lapsed_leases })).toEqual({
    state: "dead",
    reason: "crashed",
    lastError: `its worker ended ${lapsed_leases} times in a row before the event had an outcome: look at the log for why, mend it, and replay the event`,
    retryInSeconds: 0,
  })
})

it("gives a row up whose lease lapsed beyond the end of its time", () => {
  expect(crashed({ ...row, lapsed_at: at(3601) })).toMatchObject({ state: "dead", reason: "crashed" })
})

it("gives a row a last attempt that became too old while no worker ran", () => {
  expect(crashed({ ...row, lapsed_at: at(3600) })).toBeUndefined()
})

it("leaves a row alone that no worker has lost", () => {
  expect(crashed({ ...row, reclaimed: false, lapsed_leases: 7, lapsed_at: null })).toBeUndefined()
})
