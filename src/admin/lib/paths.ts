/** Where the plugin's pages stand in the dashboard. */
export const paths = {
  attention: "/payment-notifications/attention",
  item: (id: string) => `/payment-notifications/attention/${id}`,
  order: (id: string) => `/orders/${id}`,
}
