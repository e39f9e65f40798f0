/** The store, as the page's server names it: the build is the same for every store. */
export interface Config {
  readonly backendUrl: string
  readonly publishableKey: string
  /** The demo's customer, to be shown beside the login. */
  readonly customer?: { readonly email: string; readonly password: string }
}

export async function loadConfig(): Promise<Config> {
  const response = await fetch("/config.json")
  if (!response.ok) throw new Error(`config.json: ${response.status}`)
  return (await response.json()) as Config
}
