import { askedFor, inOrderSums, restOf } from "../asked-sums"
import type { PaymentFact, RefundFact } from "../facts"

/** As a payment provider asks that takes no dinar's last digit but 0. */
const upToTens = (minor: bigint) => ((minor + 9n) / 10n) * 10n

const kwd = (minor: bigint) => ({ minor, currency: "KWD" })
const captured = (minor: bigint): PaymentFact => ({ subject: "payment", state: "captured", amount: kwd(minor) })

describe("inOrderSums", () => {
  it("reads the sum that was asked for as the order's", () =>
    expect(inOrderSums(captured(12_850n), askedFor(upToTens, [12_845n]))).toEqual(captured(12_845n)))

  it("leaves a sum alone that nobody asked for", () => {
    for (const minor of [12_840n, 12_845n, 12_860n]) {
      expect(inOrderSums(captured(minor), askedFor(upToTens, [12_841n]))).toEqual(captured(minor))
    }
  })

  it("never takes less money than the order's for it", () => {
    const hundredth = (minor: bigint) => minor / 100n
    expect(inOrderSums(captured(50n), askedFor(hundredth, [5_000n]))).toEqual(captured(50n))
  })

  it("reads the sum of a part as Medusa's part", () =>
    expect(inOrderSums(captured(5_010n), askedFor(upToTens, [12_845n, 5_001n]))).toEqual(captured(5_001n)))

  it("reads the rest of a sum whose parts were rounded by themselves", () => {
    const rest = restOf(upToTens, 12_845n, [5_001n])
    expect(inOrderSums(captured(7_840n), rest)).toEqual(captured(7_844n))
  })

  it("knows no rest of a whole, and none where less than the whole is asked for", () => {
    const hundredth = (minor: bigint) => minor / 100n
    expect(restOf(upToTens, 12_845n, [])).toEqual([])
    expect(restOf(hundredth, 5_000n, [1_000n])).toEqual([])
    expect(restOf(upToTens, 12_845n, [12_845n])).toEqual([])
  })

  it("reads every sum of a fact", () => {
    const refund: RefundFact = { subject: "refund", state: "succeeded", amount: kwd(5_010n), refundedTotal: kwd(12_850n) }
    expect(inOrderSums(refund, askedFor(upToTens, [12_845n, 5_001n]))).toEqual({
      ...refund,
      amount: kwd(5_001n),
      refundedTotal: kwd(12_845n),
    })
  })

  it("changes nothing where the very sum is asked for, and nothing in major units", () => {
    const major: PaymentFact = { subject: "payment", state: "captured", amount: { major: "12.850" } }
    expect(inOrderSums(captured(12_850n), [])).toEqual(captured(12_850n))
    expect(inOrderSums(major, askedFor(upToTens, [12_845n]))).toEqual(major)
  })
})
