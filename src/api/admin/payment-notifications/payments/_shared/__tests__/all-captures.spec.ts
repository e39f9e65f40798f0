import { allCaptures } from "../all-captures"

const at = (day: number) => ({ occurred_at: new Date(2026, 0, day), created_at: new Date(2026, 0, day, 1) })
const report = (day: number, amount: string, fact = "payment.captured") => ({ fact, amount, ...at(day) })
const named = (day: number, amount: string) => ({ id: `pcap_${day}`, provider_capture_id: `cap_${day}`, amount, ...at(day) })
const unnamed = (day: number, amount: string) => ({ id: null, provider_capture_id: null, amount, ...at(day) })

it("shows each capture that no provider named, by what its report added", () => {
  const timeline = [
    report(1, "2500", "payment.authorized"),
    report(2, "1000"),
    report(3, "2500"),
    report(4, "100", "refund.succeeded"),
  ]
  expect(allCaptures({ captured_amount: "2500" }, [], timeline)).toEqual([unnamed(2, "1000"), unnamed(3, "1500")])
})

it("leaves named captures as they are, and adds what they leave of the captured sum", () => {
  const captures = [named(1, "1000"), named(2, "1500")]
  expect(allCaptures({ captured_amount: "2500" }, captures, [report(1, "1000"), report(2, "1500")])).toEqual(captures)
  expect(allCaptures({ captured_amount: "2600" }, captures, [report(1, "1000"), report(3, "2600")])).toEqual([
    ...captures,
    unnamed(3, "100"),
  ])
})

it("shows one capture of the captured sum where the reports do not add up to it", () => {
  expect(allCaptures({ captured_amount: "2000" }, [], [report(2, "2500")])).toEqual([unnamed(2, "2000")])
})

it("shows none of a payment of which nothing is captured", () => {
  expect(allCaptures({ captured_amount: "0" }, [], [report(1, "2500", "payment.authorized")])).toEqual([])
})
