// Saved at the start: while a store is loaded, output of others to stdout goes to stderr.
const stdout = process.stdout.write.bind(process.stdout)

/** One line for people. */
export const warn = (line: string): void => void process.stderr.write(`${line}\n`)

export const say = (text: string): void => void stdout(`${text}\n`)

/** JSON for programs: bigints as decimal text, Dates in ISO 8601, bytes as base64. */
export const sayJson = (value: unknown): void => say(JSON.stringify(value, printable, 2))

const printable = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value)
