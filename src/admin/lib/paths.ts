/** Where the plugin's pages stand in the dashboard. */
export const paths = {
  attention: "/payment-notifications/attention",
  item: (id: string) => `/payment-notifications/attention/${id}`,
  events: "/payment-notifications/events",
  event: (id: string) => `/payment-notifications/events/${id}`,
  payment: (id: string) => `/payment-notifications/payments/${id}`,
  customer: (id: string) => `/customers/${id}`,
  order: (id: string) => `/orders/${id}`,
}
