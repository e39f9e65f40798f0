import type { NotificationItem } from "./notification"

/** What Adyen signs of an item: eight fields joined by ":", absent ones empty. Nothing else of the item is covered. */
export const signedText = ({ amount, ...item }: Omit<NotificationItem, "additionalData">): string =>
  [
    item.pspReference,
    item.originalReference,
    item.merchantAccountCode,
    item.merchantReference,
    amount?.value ?? "",
    amount?.currency ?? "",
    item.eventCode,
    item.success,
  ].join(":")
