import { askKeeper } from "./ask-keeper"

/** An answer that a test has got. */
export interface NotedAnswer {
  readonly method: string
  readonly url: string
  readonly status: number
  readonly contentType: string | null
  /** Undefined for a stream. */
  readonly text?: string
}

/** The data of a stream's `status`. */
interface NotedEvent {
  readonly url: string
  readonly event: unknown
}

export type Noted = NotedAnswer | NotedEvent

let noted: Noted[] = []

/** Paths of core's that have none of these words are not asked about. */
const OURS = /payment-|notification|webhooks|push-|\/payments\/stream|hooks\/payment|well-known/

/** Keeps an answer, if it may be one of ours, to be held against docs/openapi.yaml when the test is over. */
export function noteAnswer(answer: Noted): void {
  if (OURS.test(new URL(answer.url).pathname)) noted.push(answer)
}

/**
 * Throws if an answer since the last time differs from docs/openapi.yaml. The keeper of the run compares: to read the document in each
 * spec anew would take as long as some specs do.
 */
export async function holdAnswers(): Promise<void> {
  const answers = noted
  noted = []
  const breaches = answers.length ? await askKeeper<string[]>("/answers", { answers }) : []
  if (!breaches.length) return
  const way = "Either the answer is wrong, or its type in src/api: `npm run docs:generate` writes the document from the types."
  throw new Error(`${breaches.length} answers differ from docs/openapi.yaml:\n${breaches.slice(0, 10).join("\n")}\n${way}`)
}
