/**
 * What the provider has captured of a payment in all: the sum of the captures that it named, or the largest total that it told,
 * whichever is more. Independent of order and repetition.
 */
export function capturedTotal(captures: readonly bigint[], toldTotal: bigint): bigint {
  const named = captures.reduce((total, amount) => total + amount, 0n)
  return named > toldTotal ? named : toldTotal
}
