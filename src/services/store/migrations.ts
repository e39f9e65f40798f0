import { CreatePaymentWebhookTables1795245600000 } from "../../migrations/1795245600000-CreatePaymentWebhookTables"
import { CreateMoneyTables1795332000000 } from "../../migrations/1795332000000-CreateMoneyTables"
import { CreateNotificationTables1795418400000 } from "../../migrations/1795418400000-CreateNotificationTables"
import { AddFailedOverAt1795504800000 } from "../../migrations/1795504800000-AddFailedOverAt"
import { RenameToTradeWords1795591200000 } from "../../migrations/1795591200000-RenameToTradeWords"
import { AddDisputeOutcome1795677600000 } from "../../migrations/1795677600000-AddDisputeOutcome"
import { AddDecisionAmount1795764000000 } from "../../migrations/1795764000000-AddDecisionAmount"
import { AddRefundsDueAt1795766000000 } from "../../migrations/1795766000000-AddRefundsDueAt"
import { AddAgeIndexes1795850400000 } from "../../migrations/1795850400000-AddAgeIndexes"
import { CreateMetricsRollup1795936800000 } from "../../migrations/1795936800000-CreateMetricsRollup"
import { AddLapsedLeases1796023200000 } from "../../migrations/1796023200000-AddLapsedLeases"
import { AddErasureIndexes1796109600000 } from "../../migrations/1796109600000-AddErasureIndexes"
import { CreateDeliveryTables1796200000000 } from "../../migrations/1796200000000-CreateDeliveryTables"
import { AddTransitionAge1796200100000 } from "../../migrations/1796200100000-AddTransitionAge"
import { CreateDeliverySnapshots1796300000000 } from "../../migrations/1796300000000-CreateDeliverySnapshots"
import { CountDeliveries1796310000000 } from "../../migrations/1796310000000-CountDeliveries"
import { CountGivenUp1796320000000 } from "../../migrations/1796320000000-CountGivenUp"
import { CreateDeliveredOrders1796320100000 } from "../../migrations/1796320100000-CreateDeliveredOrders"
import { CreateConsumerFigures1796330000000 } from "../../migrations/1796330000000-CreateConsumerFigures"
import { AddAttentionDeadlines1796340200000 } from "../../migrations/1796340200000-AddAttentionDeadlines"
import { DropDeliveryOrder1796340300000 } from "../../migrations/1796340300000-DropDeliveryOrder"
import { AddSearchIndexes1796341500000 } from "../../migrations/1796341500000-AddSearchIndexes"
import { AddCausesAndReplays1796350000000 } from "../../migrations/1796350000000-AddCausesAndReplays"
import { AllowTestEvents1796351000000 } from "../../migrations/1796351000000-AllowTestEvents"

/** Every migration, oldest first. Append; never edit one that was released. */
export const migrations = [
  CreatePaymentWebhookTables1795245600000,
  CreateMoneyTables1795332000000,
  CreateNotificationTables1795418400000,
  AddFailedOverAt1795504800000,
  RenameToTradeWords1795591200000,
  AddDisputeOutcome1795677600000,
  AddDecisionAmount1795764000000,
  AddRefundsDueAt1795766000000,
  AddAgeIndexes1795850400000,
  CreateMetricsRollup1795936800000,
  AddLapsedLeases1796023200000,
  AddErasureIndexes1796109600000,
  CreateDeliveryTables1796200000000,
  AddTransitionAge1796200100000,
  CreateDeliverySnapshots1796300000000,
  CountDeliveries1796310000000,
  CountGivenUp1796320000000,
  CreateDeliveredOrders1796320100000,
  CreateConsumerFigures1796330000000,
  AddAttentionDeadlines1796340200000,
  DropDeliveryOrder1796340300000,
  AddSearchIndexes1796341500000,
  AddCausesAndReplays1796350000000,
  AllowTestEvents1796351000000,
]
