import type { PlannedNotification } from "../../../../services/outbox/notification-outbox"
import { PAYMENT_NOTIFICATION_MODULE } from "../../../../services/module-name"
import { options as content } from "../../../../services/notifications/content/__tests__/support"
import { renderNotification } from "../../../../services/notifications/content/render-notification"
import { remindOfDisputes } from "../remind-of-disputes"

const notifications = {
  ...{ enabled: true, merchantRecipients: ["merchant@shop.example"], merchantLocale: "de", addressKinds: {}, failover: {} },
  ...{ channels: { customer: ["email"], merchant: ["email"] }, shop: {}, templates: {} },
}

const record = { id: "prec_1", account: "stripe", provider: "stripe", amount: "2500", order_id: null, cart_id: null }
const dispute = {
  ...{ id: "paydis_1", payment_record_id: "prec_1", provider_dispute_id: "dp_1", state: "opened", hours: 72 },
  ...{ amount: "2500", currency_code: "eur", reason_code: null, evidence_due_by: new Date("2026-11-24T16:00:00Z") },
}

it("links to the dispute's attention item, in the merchant's language", async () => {
  const planned: PlannedNotification[] = []
  const reminded: unknown[] = []
  const resolved: Record<string, unknown> = {
    logger: { warn: (problem: string) => fail(problem) },
    [PAYMENT_NOTIFICATION_MODULE]: {
      options: { notifications, disputes: { remindBeforeHours: [72] } },
      channelsWithoutProvider: [],
      disputes: { due: async () => [dispute], markReminded: async (one: unknown) => void reminded.push(one) },
      payments: { findRecord: async () => record },
      attention: {
        findBySubject: async (kind: string, key: string) =>
          kind === "dispute" && key === "prec_1:dp_1" ? { id: "payatt_1" } : null,
      },
      outbox: { plan: async (messages: PlannedNotification[]) => void planned.push(...messages) },
    },
  }
  await remindOfDisputes({ resolve: (key: string) => resolved[key] } as never)

  expect(reminded).toEqual([dispute])
  const { fact, locale, data } = planned[0]!
  const mail = await renderNotification({ fact, audience: "merchant", kind: "email", locale, data, options: content })
  expect(mail).toMatchObject({
    text: expect.stringMatching(/Zu beantworten bis 24\. November 2026/),
    url: "https://admin.example/app/attention/payatt_1",
  })
})
