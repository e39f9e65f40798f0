import { StreamLimits, TooManyStreamsError } from "../limits"

const limits = () => new StreamLimits({ maxStreams: 5, maxStreamsPerAddress: 3, maxStreamsPerPayment: 2 })

it("counts by payment and address, by address, and in all", () => {
  const all = limits()
  all.admit("a", "cart:1")
  all.admit("a", "cart:1")
  expect(() => all.admit("a", "cart:1")).toThrow(/of this payment/)
  all.admit("a", "cart:2")
  expect(() => all.admit("a", "cart:3")).toThrow(/from this address/)
  all.admit("b", "cart:1")
  all.admit("b", "cart:1")
  expect(() => all.admit("c", "cart:1")).toThrow(TooManyStreamsError)
})

it("gives a place back once", () => {
  const all = limits()
  const leave = all.admit("a", "cart:1")
  all.admit("a", "cart:1")
  leave()
  leave()
  all.admit("a", "cart:1")
  expect(() => all.admit("a", "cart:1")).toThrow(TooManyStreamsError)
})
