import { defineSearchEntity } from "@medusajs/dashboard/lib"
import type { FoundEvent, FoundPayment } from "../api/admin/_search/answers"
import { NAMESPACE } from "./i18n/namespace"
import { paths } from "./lib/paths"

/** In the dashboard's search (⌘K): a payment by the number of its order or an id, leading to its history. */
defineSearchEntity<FoundPayment>("payment_record", {
  groupLabel: (t) => t("story.entries.payment", { ns: NAMESPACE }),
  transform: ({ id, account, provider_payment_id, order_display_id }) => ({
    id,
    title: provider_payment_id ?? id,
    subtitle: [order_display_id && `#${order_display_id}`, account].filter(Boolean).join(" · "),
    to: paths.payment(id),
    value: `payment_record:${id}`,
  }),
})

/** A webhook event by its id. */
defineSearchEntity<FoundEvent>("payment_webhook_event", {
  groupLabel: (t) => t("events.title", { ns: NAMESPACE }),
  transform: ({ id, account, type, event_id }) => ({
    id,
    title: event_id,
    subtitle: `${type} · ${account}`,
    to: paths.event(id),
    value: `payment_webhook_event:${id}`,
  }),
})
