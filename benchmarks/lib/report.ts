import os from "node:os"

export type Row = Readonly<Record<string, string | number | null>>

/** The findings of a section. Keys of rows carry their unit; `rows` holds absolutes, `ratios` their quotients. */
export interface Report {
  readonly title: string
  readonly rows: readonly Row[]
  readonly ratios?: Readonly<Record<string, number | null>>
  readonly notes: readonly string[]
  /** Something that was promised is broken: the program ends with 1. */
  readonly failed?: boolean
}

/** The place of the measurement: absolutes mean nothing without it. */
export const environment = () => ({
  at: new Date().toISOString(),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  cpu: os.cpus()[0]?.model ?? "unknown",
  cores: os.availableParallelism(),
  load_before: Number(os.loadavg()[0]!.toFixed(2)),
})

/** The report as text. */
export function print({ title, rows, ratios = {}, notes }: Report): string {
  const width = Math.max(0, ...Object.keys(ratios).map((name) => name.length))
  return [
    `\n${title}`,
    ...table(rows),
    ...Object.entries(ratios).map(([name, ratio]) => `  ${name.padEnd(width)}  ${ratio === null ? "–" : `${ratio.toFixed(2)}×`}`),
    ...notes.map((note) => `  · ${note}`),
    "",
  ].join("\n")
}

function table(rows: readonly Row[]): string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cell = (row: Row, column: string) => (row[column] === undefined ? "" : row[column] === null ? "–" : String(row[column]))
  const header = Object.fromEntries(columns.map((column) => [column, column.replaceAll("_", " ")]))
  const lines = [header, ...rows]
  const widths = columns.map((column) => Math.max(...lines.map((line) => cell(line, column).length)))
  const numeric = columns.map((column) => rows.some((row) => typeof row[column] === "number"))
  return lines.map((line) => {
    const cells = columns.map((column, i) => {
      const text = cell(line, column)
      return numeric[i] ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)
    })
    return `  ${cells.join("  ").trimEnd()}`
  })
}
