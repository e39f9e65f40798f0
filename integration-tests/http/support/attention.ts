import { poll, type TestStore } from "../../setup"

/** An attention item as the admin API shows it. */
export type ShownItem = Record<string, any> & { readonly id: string; readonly kind: string; readonly state: string }

interface Page {
  readonly attention: ShownItem[]
  readonly count: number
}

const BASE = "/admin/payment-notifications/attention"

/** Without the item that is raised beside it, about an order that stays unpaid. */
const ABOUT_MONEY = ["mismatch", "orphan_payment", "double_payment", "late_payment", "capture_reversed", "risk", "dead_event"]
  .map((kind) => `kind[]=${kind}`)
  .join("&")

/** The attention items, through the admin API, as the demo admin. */
export const attentionOf = ({ admin }: Pick<TestStore, "admin">) => {
  const decide =
    (action: string) =>
    async (id: string, body: unknown = {}) =>
      (await admin<{ attention: ShownItem }>("POST", `${BASE}/${id}/${action}`, body)).attention
  const list = (query: string) => admin<Page>("GET", `${BASE}?${query}`)
  const show = async (id: string) => (await admin<{ attention: ShownItem }>("GET", `${BASE}/${id}`)).attention
  return {
    list,
    show,
    accept: decide("accept"),
    refund: decide("refund"),
    dismiss: decide("dismiss"),
    /** The only item about a session, once it is there; with `state`, once it is in that state. */
    about: async (sessionId: string, state?: string): Promise<ShownItem> => {
      const found = await poll(
        `an item about ${sessionId}${state ? ` that is ${state}` : ""}`,
        async () => {
          const { attention } = await list(`payment_session_id=${sessionId}&${ABOUT_MONEY}`)
          if (attention.length > 1) throw new Error(`${attention.length} items: ${JSON.stringify(attention)}`)
          return attention[0] && (!state || attention[0].state === state) && attention[0]
        },
        { timeoutMs: 45_000 },
      )
      return show(found.id)
    },
  }
}
