import { crc32 } from "node:zlib"

/** Bits to choose from: with 64 there is practically always a choice that gives any 32-bit sum. */
const LETTERS = 64

/**
 * `before`, 64 letters, `after`: with each letter's case chosen so that the whole has the CRC32 `wanted`. A CRC is linear, so
 * this is school algebra over bits and no search. In this way anybody can keep PayPal's signature while changing the body.
 */
export function forgeCrc32(before: string, after: string, wanted: number): Buffer {
  const withLetters = (upper: bigint) => {
    const letters = Array.from({ length: LETTERS }, (_item, index) => ((upper >> BigInt(index)) & 1n ? "A" : "a"))
    return Buffer.from(`${before}${letters.join("")}${after}`)
  }
  const base = crc32(withLetters(0n))
  // Each row: the sum's change when these letters are flipped. Reduced so that every row has a highest bit of its own.
  const rows = new Map<number, { change: number; letters: bigint }>()
  const reduce = (change: number, letters: bigint) => {
    for (let rest = { change, letters }; ;) {
      const row = rest.change === 0 ? undefined : rows.get(highestBit(rest.change))
      if (!row) return rest
      rest = { change: (rest.change ^ row.change) >>> 0, letters: rest.letters ^ row.letters }
    }
  }
  for (let index = 0; index < LETTERS; index++) {
    const letters = 1n << BigInt(index)
    const row = reduce((crc32(withLetters(letters)) ^ base) >>> 0, letters)
    if (row.change !== 0) rows.set(highestBit(row.change), row)
  }
  const { change, letters } = reduce((base ^ wanted) >>> 0, 0n)
  if (change !== 0) throw new Error("these letters cannot give that sum")
  return withLetters(letters)
}

const highestBit = (value: number): number => 31 - Math.clz32(value)
