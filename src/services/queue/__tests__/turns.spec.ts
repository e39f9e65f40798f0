import { Turns } from "../turns"

it("lets so many go on at once, and the others in their order", async () => {
  const turns = new Turns(2)
  const ends: Array<() => void> = []
  const begun: number[] = []
  const all = [0, 1, 2, 3].map((job) =>
    turns.run(() => {
      begun.push(job)
      return new Promise<number>((resolve) => ends.push(() => resolve(job)))
    }),
  )
  await Promise.resolve()
  expect(begun).toEqual([0, 1])
  ends[1]!()
  await all[1]
  await new Promise(setImmediate)
  expect(begun).toEqual([0, 1, 2])
  ends[0]!()
  ends[2]!()
  await new Promise(setImmediate)
  ends[3]!()
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3])
})

it("gives the turn on when work fails", async () => {
  const turns = new Turns(1)
  await expect(turns.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no")
  expect(await turns.run(async () => "yes")).toBe("yes")
})
