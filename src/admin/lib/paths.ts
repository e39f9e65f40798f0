/** Where the plugin's pages stand in the dashboard. */
export const paths = {
  attention: "/payment-notifications/attention",
  item: (id: string) => `/payment-notifications/attention/${id}`,
  events: "/payment-notifications/events",
  /** The list of what was given up, of one account and reason. */
  eventsOf: ({ state, account, reason }: { readonly state: string; readonly account: string; readonly reason: string | null }) =>
    `/payment-notifications/events?${new URLSearchParams({
      state: JSON.stringify([state]),
      account: JSON.stringify([account]),
      ...(reason !== null && { reason: JSON.stringify([reason]) }),
    })}`,
  event: (id: string) => `/payment-notifications/events/${id}`,
  payment: (id: string) => `/payment-notifications/payments/${id}`,
  customer: (id: string) => `/customers/${id}`,
  messages: "/payment-notifications/messages",
  message: (id: string) => `/payment-notifications/messages/${id}`,
  templates: "/payment-notifications/messages/templates",
  template: ({ locale, ...wanted }: { template: string; channel: string; locale: string | undefined }) =>
    `/payment-notifications/messages/templates?${new URLSearchParams({ ...wanted, ...(locale && { locale }) })}`,
  callbacks: "/settings/payment-callbacks",
  callback: (id: string) => `/settings/payment-callbacks/${id}`,
  delivery: (id: string) => `/settings/payment-callbacks/deliveries/${id}`,
  setup: (account: string) => `/settings/payment-providers-setup?account=${encodeURIComponent(account)}`,
  order: (id: string) => `/orders/${id}`,
}
