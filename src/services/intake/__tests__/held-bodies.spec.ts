import { HeldBodies } from "../held-bodies"

it("counts the body of a call once, however many events it brings, until the last of them is gone", () => {
  const held = new HeldBodies()
  const [call, other] = [Buffer.alloc(100), Buffer.alloc(10)]
  held.add(call)
  held.add(call)
  expect(held.bytesWith(call)).toBe(100)
  expect(held.bytesWith(other)).toBe(110)
  held.remove(call)
  expect(held.bytesWith(other)).toBe(110)
  held.remove(call)
  expect(held.bytesWith(other)).toBe(10)
})

it("tells equal bodies of different calls apart", () => {
  const held = new HeldBodies()
  held.add(Buffer.alloc(100))

  expect(held.bytesWith(Buffer.alloc(100))).toBe(200)
})

it("counts nothing for an event without a body, nor for a body that it does not hold", () => {
  const held = new HeldBodies()
  held.add(null)
  held.remove(null)
  held.remove(Buffer.alloc(5))

  expect(held.bytesWith(null)).toBe(0)
})
