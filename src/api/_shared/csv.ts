/** A cell: dates as ISO 8601, nothing as an empty cell. */
export type Cell = string | number | Date | null | undefined

/** Spreadsheets take a cell that begins so for a formula, and run it. A line break or a tab is skipped first. */
const FORMULA = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

const NUMBER = /^-?\d+(\.\d+)?$/

/** A cell as text. One that a spreadsheet would run as a formula begins with an apostrophe; a number stays one. */
function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return ""
  const text = cell instanceof Date ? cell.toISOString() : String(cell)
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/**
 * Rows as CSV of RFC 4180: commas, CRLF, quotes where a cell needs them. The first row is the names of the columns.
 *
 * @example
 * csv(["id", "note"], [["pay_1", 'said "yes"']]) // 'id,note\r\npay_1,"said ""yes"""\r\n'
 */
export const csv = (columns: readonly string[], rows: ReadonlyArray<readonly Cell[]>): string =>
  [columns, ...rows].map((row) => `${row.map((cell) => quoted(textOf(cell))).join(",")}\r\n`).join("")
