import * as crypto from "node:crypto"
import { anyMatches, sameBytes } from "../compare"

jest.mock("node:crypto", () => {
  const actual = jest.requireActual<typeof crypto>("node:crypto")
  return { ...actual, timingSafeEqual: jest.fn(actual.timingSafeEqual) }
})

const bytes = (...values: number[]) => Buffer.from(values)

describe("sameBytes", () => {
  it("distinguishes equal from unequal, whatever the lengths", () => {
    expect(sameBytes(bytes(1, 2), bytes(1, 2))).toBe(true)
    expect(sameBytes(bytes(1, 2), bytes(1, 3))).toBe(false)
    expect(sameBytes(bytes(1, 2), bytes(1, 2, 3))).toBe(false)
    expect(sameBytes(bytes(), bytes(1))).toBe(false)
    expect(sameBytes(bytes(), bytes())).toBe(true)
  })
})

describe("anyMatches", () => {
  it.each([
    ["the first pair", [bytes(1), bytes(9)], [bytes(1), bytes(2)], true],
    ["the last pair", [bytes(9), bytes(2)], [bytes(1), bytes(2)], true],
    ["two pairs", [bytes(1), bytes(2)], [bytes(1), bytes(2)], true],
    ["no pair", [bytes(8), bytes(9)], [bytes(1), bytes(2)], false],
    ["nothing presented", [], [bytes(1)], false],
    ["nothing expected", [bytes(1)], [], false],
  ])("finds %s", (_what, presented, expected, found) => expect(anyMatches(presented, expected)).toBe(found))

  it("compares every pair even after a match, so that time does not reveal which secret it was", () => {
    const compare = jest.mocked(crypto.timingSafeEqual)
    compare.mockClear()
    expect(anyMatches([bytes(1), bytes(2)], [bytes(1), bytes(2), bytes(3)])).toBe(true)
    expect(compare).toHaveBeenCalledTimes(6)
  })
})
