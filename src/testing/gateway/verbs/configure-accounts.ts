import { dialects } from "../../dialects"
import { GatewayError } from "../error"
import { ok, type Call, type Reply } from "../http/router"
import type { GatewayState } from "../state"
import type { GatewayAccount } from "../types"

/** `PUT /accounts`: `{ accounts: { <id>: { dialect, credentials, url } } }` replaces all; the store's port may be known late. */
export const configureAccounts =
  (state: GatewayState) =>
  ({ body }: Call): Reply => {
    const accounts = Object.entries((body.accounts ?? {}) as Record<string, GatewayAccount>)
    for (const [id, account] of accounts) {
      if (!Object.hasOwn(dialects, account.dialect)) {
        throw new GatewayError(422, "unknown_dialect", `Account ${id}: there is no dialect ${account.dialect}`)
      }
      if (!URL.canParse(account.url)) throw new GatewayError(422, "bad_url", `Account ${id}: url must be absolute`)
    }
    state.accounts = new Map(accounts)
    return ok({ accounts: accounts.map(([id]) => id) })
  }
