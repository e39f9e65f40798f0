/** Where the plugin's texts stand among those of the dashboard. */
export const NAMESPACE = "paymentNotifications"
