import { capturedTotal } from "../captures"

describe("capturedTotal", () => {
  it.each([
    ["nothing", [], 0n, 0n],
    ["named captures", [10n, 5n], 0n, 15n],
    ["a total alone", [], 25n, 25n],
    ["a total that counts captures nobody named", [10n], 25n, 25n],
    ["named captures ahead of a late total", [10n, 15n], 10n, 25n],
  ])("%s", (_what, captures, reported, total) => {
    expect(capturedTotal(captures, reported)).toBe(total)
  })
})
