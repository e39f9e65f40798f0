import { withTimeout } from "../in-time"

it("returns the result of the work, or throws its error", async () => {
  expect(await withTimeout(Promise.resolve("sent"), 1_000)).toBe("sent")
  await expect(withTimeout(Promise.reject(new Error("no")), 1_000)).rejects.toThrow("no")
})

it("does not wait for work that never ends", async () => {
  await expect(withTimeout(new Promise(() => undefined), 20)).rejects.toThrow("took longer than 0.02 seconds")
})
