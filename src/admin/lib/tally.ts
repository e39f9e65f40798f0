interface Sent {
  readonly state: string
}

export interface Tally {
  readonly arrived: number
  readonly waiting: number
  readonly failed: number
  readonly suppressed: number
}

const WAYS: Readonly<Record<string, keyof Tally>> = {
  sent: "arrived",
  delivered: "arrived",
  pending: "waiting",
  sending: "waiting",
  failed: "waiting",
  dead: "failed",
  suppressed: "suppressed",
  canceled: "suppressed",
}

/** How many messages or deliveries have arrived, wait, failed for good, or were not to be sent. One that is tried again waits. */
export function tally(rows: readonly Sent[]): Tally {
  const counted = { arrived: 0, waiting: 0, failed: 0, suppressed: 0 }
  for (const { state } of rows) {
    const way = WAYS[state]
    if (way) counted[way]++
  }
  return counted
}
