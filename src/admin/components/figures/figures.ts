import type { Answer } from "../../../api/_shared/answer"
import type { ShownMetrics } from "../../../api/admin/payment-notifications/metrics/answers"

export type Report = Answer<ShownMetrics>["metrics"]

/** Shares are from 0 to 1, durations in seconds, of the mean. Of `n` cases; null where there is none. */
export interface Measured {
  readonly value: number | null
  readonly n: number
}

/** All figures of a span, or of one value of a dimension, which has only some of them. */
type Row = Partial<Report["overall"]>

const sum = (numbers: readonly (number | undefined)[]): number => numbers.reduce<number>((all, n) => all + (n ?? 0), 0)

/** A probe is the provider's own test, which passes when it is refused: the report counts it as no call. */
const callsOf = ({ probe: _probe, ...calls }: Partial<Report["overall"]["calls"]> = {}): number => sum(Object.values(calls))

const share = (value: number | null | undefined, n: number): Measured => ({ value: value ?? null, n })

const mean = (spread: Row["delivery_time"]): Measured => ({ value: spread?.mean_seconds ?? null, n: spread?.count ?? 0 })

/** By their names in the words of the page. The definitions are those of the report (docs/operations/metrics.md). */
export const FIGURES = {
  receive: { unit: "share", of: (row: Row) => share(row.receive_success, callsOf(row.calls)) },
  process: {
    unit: "share",
    of: ({ process_success, events }: Row) => share(process_success, sum([events?.processed, events?.dead])),
  },
  send: { unit: "share", of: ({ send_success, attempts }: Row) => share(send_success, attempts?.ended ?? 0) },
  callback: {
    unit: "share",
    of: ({ callback_success, callbacks }: Row) => share(callback_success, sum([callbacks?.delivered, callbacks?.dead])),
  },
  delivered: {
    unit: "share",
    of: ({ delivery_success_rate, messages }: Row) => share(delivery_success_rate, sum([messages?.sent, messages?.dead])),
  },
  delivery: { unit: "seconds", of: ({ delivery_time }: Row) => mean(delivery_time) },
  processing: { unit: "seconds", of: ({ processing_time }: Row) => mean(processing_time) },
  calling: { unit: "seconds", of: ({ callback_time }: Row) => mean(callback_time) },
} as const satisfies Record<string, { unit: "share" | "seconds"; of: (row: Row) => Measured }>

export type FigureName = keyof typeof FIGURES

export const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[]

/** Of fewer cases, one more failure would be five percent. */
const FEWEST = 20

/** Whether enough was counted to say a rate. */
export const isMeasurable = ({ value, n }: Measured): boolean => value !== null && n >= FEWEST

/** The figures that a report has of each value of a dimension. */
export const DIMENSIONS = {
  account: ["receive", "process", "send", "delivered", "delivery", "processing"],
  fact: ["process", "send", "delivered", "delivery", "processing"],
  channel: ["send", "delivered", "delivery"],
  destination: ["callback", "calling"],
} as const satisfies Record<string, readonly [FigureName, ...FigureName[]]>

export type Dimension = keyof typeof DIMENSIONS

export interface Compared {
  readonly name: string
  readonly now: Measured
  /** Undefined while it is not read. */
  readonly before: Measured | undefined
}

interface Pair {
  readonly now: Report
  readonly before: Report | undefined
}

const rowsOf = (report: Report | undefined, dimension: Dimension): ReadonlyMap<string, Row> =>
  new Map(
    (report?.[`by_${dimension}`] ?? []).flatMap((row) => {
      const name = (row as Partial<Record<Dimension, string | null>>)[dimension]
      return name ? [[name, row as Row] as const] : []
    }),
  )

/** One figure of each value of a dimension, beside that of the period before. Values that only the latter knows come last. */
export function compare({ now, before }: Pair, dimension: Dimension, figure: FigureName): Compared[] {
  const [rows, earlier] = [rowsOf(now, dimension), rowsOf(before, dimension)]
  const { of } = FIGURES[figure]
  return [...new Set([...rows.keys(), ...earlier.keys()])].map((name) => ({
    name,
    now: of(rows.get(name) ?? {}),
    before: before && of(earlier.get(name) ?? {}),
  }))
}
