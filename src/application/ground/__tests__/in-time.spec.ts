import { withTimeout } from "../in-time"

it("answers what the work answers, or throws what it throws", async () => {
  expect(await withTimeout(Promise.resolve("sent"), 1_000)).toBe("sent")
  await expect(withTimeout(Promise.reject(new Error("no")), 1_000)).rejects.toThrow("no")
})

it("does not wait for what never ends", async () => {
  await expect(withTimeout(new Promise(() => undefined), 20)).rejects.toThrow("took longer than 0.02 seconds")
})
