import { CreatePaymentWebhookTables1795245600000 } from "../../migrations/1795245600000-CreatePaymentWebhookTables"
import { CreateMoneyTables1795332000000 } from "../../migrations/1795332000000-CreateMoneyTables"
import { CreateNotificationTables1795418400000 } from "../../migrations/1795418400000-CreateNotificationTables"
import { AddFailedOverAt1795504800000 } from "../../migrations/1795504800000-AddFailedOverAt"
import { RenameToTradeWords1795591200000 } from "../../migrations/1795591200000-RenameToTradeWords"

/** Every migration, oldest first. Append; never edit one that was released. */
export const migrations = [
  CreatePaymentWebhookTables1795245600000,
  CreateMoneyTables1795332000000,
  CreateNotificationTables1795418400000,
  AddFailedOverAt1795504800000,
  RenameToTradeWords1795591200000,
]
