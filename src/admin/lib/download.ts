import { BASE, type Query } from "./api"
import { sdk } from "./sdk"

/** The name that the server gives the file; a browser hides it from a dashboard of another origin. */
const nameOf = (response: Response): string | undefined =>
  /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1]

const KEPT_MS = 60_000

/** Saves a file of the plugin's admin API on the device; rejects with the SDK's FetchError. */
export async function download(path: string, query: Query, otherwise: string): Promise<void> {
  // The SDK hands out the response itself where JSON is not what is asked for.
  const response = await sdk.client.fetch<Response>(`${BASE}/${path}`, { query, headers: { accept: "*/*" } })
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement("a")
  link.href = url
  link.download = nameOf(response) ?? otherwise
  link.click()
  // Some browsers begin to read it after the click.
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
