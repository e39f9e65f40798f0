import NotificationModule from "@medusajs/medusa/notification"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

interface Row {
  readonly id: string
  readonly idempotency_key: string
  readonly channel: string
  readonly status?: string
  readonly external_id?: string
}

/** A row as the channel's provider gets it. */
type Entry = Omit<Row, "id" | "status"> & { readonly id?: string }

const Service = NotificationModule.service as unknown as new (cradle: object, declaration: object) => object

export interface ModuleOptions {
  /** Sends a message as the channel's provider would, by its key. */
  readonly send: (key: string) => Promise<{ id: string }>
  readonly channels?: readonly string[]
}

/**
 * Medusa's own Notification Module over a table in memory and one provider. It joins the errors of a call itself here, so that
 * the tests do not rest on our belief about it.
 */
export function moduleOf({ send, channels = ["email"] }: ModuleOptions) {
  const table: Row[] = []
  const keyed = ({ idempotency_key: keys }: { idempotency_key: readonly string[] }) =>
    Promise.resolve(table.filter((row) => keys.includes(row.idempotency_key)))
  const notificationService = {
    list: keyed,
    create: (entries: Row[]) => {
      table.push(...entries.map((entry) => ({ ...entry, status: "pending" })))
      return Promise.resolve(table.slice(-entries.length))
    },
    update: (entries: Row[]) => {
      for (const entry of entries) table[table.findIndex(({ id }) => id === entry.id)] = entry
      return Promise.resolve(entries)
    },
  }
  const provider = { id: "mailbox", is_enabled: true, channels }
  const notificationProviderService = {
    getProviderForChannels: (asked: readonly string[]) =>
      Promise.resolve(asked.some((channel) => channels.includes(channel)) ? [provider] : []),
    send: (_provider: unknown, { idempotency_key }: Entry) => send(idempotency_key),
  }
  const baseRepository = {
    getFreshManager: () => ({}),
    transaction: (work: (manager: object) => Promise<unknown>) => work({}),
    serialize: (rows: unknown) => Promise.resolve(rows),
  }
  const service = new Service({ baseRepository, notificationService, notificationProviderService }, {})
  const module = Object.assign(service, { listNotifications: keyed })
  const container = { resolve: (name: string) => (name === Modules.NOTIFICATION ? module : undefined) }
  return { container: container as unknown as MedusaContainer, table }
}
