import { chosen, chosenTimes } from "../chosen"

it("reads the values of a filter, and none from what is none", () => {
  expect(chosen('["sent","dead"]')).toEqual(["sent", "dead"])
  for (const param of [undefined, "[]", "{}", "sent", ""]) expect(chosen(param)).toBeUndefined()
})

it("reads a span of time, and none from what is none", () => {
  expect(chosenTimes('{"$gte":"2026-06-01T00:00:00.000Z","$lte":null}')).toEqual({ $gte: "2026-06-01T00:00:00.000Z" })
  for (const param of [undefined, "[]", '["2026"]', "{}", "null", "2026-06-01", ""]) expect(chosenTimes(param)).toBeUndefined()
})
