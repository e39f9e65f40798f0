import { sdk } from "./sdk"

export const BASE = "/admin/payment-notifications"

/** A filter that is undefined is left out. */
export type Query = Readonly<Record<string, string | number | readonly string[] | Readonly<Record<string, string>> | undefined>>

/** Reads from the plugin's admin API; rejects with the SDK's FetchError, whose message is the server's. */
export const read = <Shown>(path: string, query: Query = {}): Promise<Shown> =>
  sdk.client.fetch<Shown>(`${BASE}/${path}`, { query })

/** Has the plugin's admin API do something. */
export const act = <Shown>(path: string, body: object): Promise<Shown> =>
  sdk.client.fetch<Shown>(`${BASE}/${path}`, { method: "POST", body })

/** Has the plugin's admin API delete something. */
export const remove = (path: string): Promise<unknown> => sdk.client.fetch(`${BASE}/${path}`, { method: "DELETE" })
