import { checkAnswer, takeBreaches } from "./answers"

/**
 * Each answer that a test gets of the plugin's routes by `fetch` is held against docs/openapi.yaml; a spec that reads answers by other
 * means hands them over itself.
 */
const ask = globalThis.fetch

globalThis.fetch = async (input, init) => {
  const response = await ask(input, init)
  const url = input instanceof Request ? input.url : String(input)
  const method = init?.method ?? (input instanceof Request ? input.method : "GET")
  const contentType = response.headers.get("content-type")
  const isStream = contentType?.startsWith("text/event-stream")
  const text = isStream ? undefined : await response.clone().text()
  checkAnswer({ method, url, status: response.status, contentType, ...(text !== undefined && { text }) })
  return response
}

const holdAnswers = () => {
  const breaches = takeBreaches()
  if (!breaches.length) return
  const way =
    "Either the answer is wrong, or its type in src/api: `npm run docs:generate` writes docs/openapi.yaml from the types"
  throw new Error(`${breaches.length} answers differ from docs/openapi.yaml:\n${breaches.slice(0, 10).join("\n")}\n${way}`)
}

afterEach(holdAnswers)
afterAll(holdAnswers)
