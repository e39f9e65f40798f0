/** The server's words about single fields, and its others. */
export interface FieldErrors {
  readonly of: Readonly<Record<string, string>>
  readonly rest: string | undefined
}

/** Begins a problem with a field of its own: `config.url cannot be called: …`. */
const NEXT = /; (?=config[. ])/

/**
 * Sorts a refusal of the admin API by the fields that it names: at its beginning (`facts must be of …`, `config.url …`), or in the words
 * of Medusa's own checks (`Invalid request: … field 'timeout_seconds' …`). A problem that names none of `fields` is about the whole.
 */
export function fieldErrors(message: string | undefined, fields: readonly string[]): FieldErrors {
  const of: Record<string, string> = {}
  const rest: string[] = []
  for (const part of message ? message.split(NEXT) : []) {
    const problem = part.replace(/^config\./, "")
    const named = /^(\w+)/.exec(problem)?.[1] ?? ""
    const quoted = /field '(?:[\w]+\.)*(\w+)/i.exec(problem)?.[1] ?? ""
    const field = fields.find((name) => name === named) ?? fields.find((name) => name === quoted)
    if (field === undefined) rest.push(problem)
    else of[field] = of[field] ? `${of[field]}; ${problem}` : problem
  }
  return { of, rest: rest.length ? rest.join("; ") : undefined }
}
