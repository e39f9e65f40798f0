import { readContext } from "./context"

/** Asks the keeper of this run, as this jest worker; rejects with its error. */
export async function askKeeper<T>(
  path: "/store" | "/order" | "/logs" | "/idle" | "/model" | "/answers",
  asked: object = {},
): Promise<T> {
  const response = await fetch(readContext().keeperUrl + path, {
    method: "POST",
    body: JSON.stringify({ worker: process.env.JEST_WORKER_ID ?? "1", ...asked }),
  })
  const reply: unknown = await response.json()
  if (response.ok) return reply as T
  const { name, message } = reply as Error
  throw Object.assign(new Error(message), { name })
}
