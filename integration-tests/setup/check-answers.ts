import { holdAnswers, noteAnswer } from "./note-answer"

/**
 * Each answer that a test gets of the plugin's routes by `fetch` is held against docs/openapi.yaml; what reads answers by other means
 * notes them itself.
 */
const ask = globalThis.fetch

globalThis.fetch = async (input, init) => {
  const response = await ask(input, init)
  const url = input instanceof Request ? input.url : String(input)
  const method = init?.method ?? (input instanceof Request ? input.method : "GET")
  const contentType = response.headers.get("content-type")
  const isStream = contentType?.startsWith("text/event-stream")
  const text = isStream ? undefined : await response.clone().text()
  noteAnswer({ method, url, status: response.status, contentType, ...(text !== undefined && { text }) })
  return response
}

afterEach(holdAnswers)
afterAll(holdAnswers)
