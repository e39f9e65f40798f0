import type { PlannedNotification } from "../../../../services/outbox/notification-outbox"
import { PAYMENT_NOTIFICATION_MODULE } from "../../../../services/module-name"
import { options as content } from "../../../../services/notifications/content/__tests__/support"
import { renderNotification } from "../../../../services/notifications/content/render-notification"
import type { PaymentAttention } from "../../../../services/store/entities"
import { planAttentionMessages } from "../plan-messages"

const notifications = {
  ...{ enabled: true, merchantRecipients: ["merchant@shop.example"], merchantLocale: "de", addressKinds: {}, failover: {} },
  ...{ channels: { customer: ["email"], merchant: ["email"] }, shop: {}, templates: {} },
}

/** The notices of an item that the merchant gets to read. */
async function noticesOf(item: Partial<PaymentAttention>) {
  const planned: PlannedNotification[] = []
  const resolved: Record<string, unknown> = {
    [PAYMENT_NOTIFICATION_MODULE]: {
      options: { notifications },
      channelsWithoutProvider: [],
      attention: { decisions: async () => [] },
      outbox: { plan: async (messages: PlannedNotification[]) => void planned.push(...messages) },
    },
  }
  const about = { id: "payatt_1", kind: "dispute", state: "open", detail: "The payer's bank contests it", due_by: null } as const
  await planAttentionMessages({ resolve: (key: string) => resolved[key] } as never, { ...about, ...item } as PaymentAttention)
  expect(planned).toHaveLength(1)
  const { fact, locale, data } = planned[0]!
  return (await renderNotification({ fact, audience: "merchant", kind: "email", locale, data, options: content }))!
}

it("gives the deadline of a dispute in the merchant's language, and links to its item", async () => {
  const { text, url } = await noticesOf({ due_by: new Date("2026-11-24T16:00:00Z") })
  expect(text).toMatch(/Zu beantworten bis 24\. November 2026/)
  expect(url).toBe("https://admin.example/app/attention/payatt_1")
})

it("gives no deadline where there is none", async () => {
  expect((await noticesOf({})).text).not.toContain("Zu beantworten")
})
