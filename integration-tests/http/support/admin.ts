import type { TestStore } from "../../setup"

/** An event as the admin API shows it. */
export type ShownEvent = Record<string, any> & { readonly id: string; readonly state: string }

interface Page {
  readonly webhook_events: ShownEvent[]
  readonly count: number
  readonly offset: number
  readonly limit: number
  readonly count_is_capped: boolean
  readonly next_cursor: string | null
}

const BASE = "/admin/payment-notifications/webhook-events"

/** The inbox through the admin API, as the demo admin. */
export const inboxOf = ({ admin }: Pick<TestStore, "admin">) => ({
  list: (query = "") => admin<Page>("GET", `${BASE}${query && `?${query}`}`),
  show: async (id: string) => (await admin<{ webhook_event: ShownEvent }>("GET", `${BASE}/${id}`)).webhook_event,
  replay: async (id: string) => (await admin<{ webhook_event: ShownEvent }>("POST", `${BASE}/${id}/replay`, {})).webhook_event,
  ignore: async (id: string, body: unknown) =>
    (await admin<{ webhook_event: ShownEvent }>("POST", `${BASE}/${id}/ignore`, body)).webhook_event,
})
