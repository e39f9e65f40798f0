import type { DataSource } from "typeorm"
import { AUTHORIZATION_ENDED, ENDED_AUTHORIZATIONS } from "./ended-authorization.sql"

/** Authorizations that wait for a person, or are about to, and that their provider has given up since: nothing was paid. */
export class EndedAuthorizationRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Whether the authorization that an event reports of this provider payment has ended, and no capture of it was ever reported. */
  async hasEnded(eventId: string, providerPaymentId: string): Promise<boolean> {
    return (await this.#db.query(AUTHORIZATION_ENDED, [eventId, providerPaymentId])).length > 0
  }

  /** The quarantined ones, while no event is on its way that may report a capture. */
  async quarantined(limit: number): Promise<string[]> {
    const rows: Array<{ id: string }> = await this.#db.query(ENDED_AUTHORIZATIONS, [limit])
    return rows.map(({ id }) => id)
  }
}
