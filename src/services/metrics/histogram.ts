import type { Histogram } from "prom-client"

interface Slot {
  readonly channel: string
  /** How many bounds are exceeded; null for attempts that were not measured. */
  readonly slot: number | null
  readonly n: number
  /** Sum over the slot. */
  readonly seconds: number
}

/** A histogram by channel that was counted elsewhere: prom-client's own takes observations one by one only. */
export function histogram(name: string, help: string, bounds: readonly number[], sums: readonly Slot[]): Histogram {
  const slots = sums.filter((sum): sum is Slot & { slot: number } => sum.slot !== null)
  const channels = [...new Set(slots.map(({ channel }) => channel))]
  const values = channels.flatMap((channel) => {
    const own = slots.filter((slot) => slot.channel === channel)
    const sum = (of: readonly Slot[], what: "n" | "seconds") => of.reduce((total, slot) => total + slot[what], 0)
    const upTo = (index: number) => own.filter(({ slot }) => slot <= index)
    return [
      ...[...bounds, "+Inf" as const].map((le, index) => ({
        metricName: `${name}_bucket`,
        labels: { channel, le },
        value: sum(upTo(index), "n"),
      })),
      { metricName: `${name}_sum`, labels: { channel }, value: sum(own, "seconds") },
      { metricName: `${name}_count`, labels: { channel }, value: sum(own, "n") },
    ]
  })
  const metric = { name, help, type: "histogram", aggregator: "sum", values }
  return { ...metric, get: () => Promise.resolve(metric) } as unknown as Histogram
}
