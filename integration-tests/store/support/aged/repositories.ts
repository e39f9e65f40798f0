import { PaymentTransaction } from "../../../../src/services/store/payment-transaction"

/** Parts of the module's container that send SQL. */
export const REPOSITORIES = [
  "webhookEvents",
  "suspects",
  "webhookOverview",
  "webhookReplays",
  "payments",
  "notifications",
  "afterPayments",
  "attention",
  "attentionOverview",
  "paymentStories",
  "searches",
  "deliveries",
  "deliveryDestinations",
  "deliveryOverview",
  "disputes",
  "risk",
  "pushSubscriptions",
  "notificationPreferences",
  "reconciliationChecks",
  "reconciliationFindings",
  "reconciliationRuns",
  "webhookCounts",
  "consumerRows",
  "accountHealth",
  "metricsRows",
  "metricsDays",
  "lists",
  "retention",
  "erasures",
  "liveRows",
] as const

/** The methods of one class that others call. */
const methodsOf = (prototype: object): string[] =>
  Object.getOwnPropertyNames(prototype).filter(
    (name) => name !== "constructor" && typeof Reflect.get(prototype, name) === "function",
  )

/** Notes which methods of each repository are called, and of the payment's transaction. */
export function watchCalls(cradle: Record<string, any>) {
  const called = new Set<string>()
  const all = new Set<string>()
  const watch = (name: string, prototype: any) => {
    for (const method of methodsOf(prototype)) {
      const original = prototype[method]
      all.add(`${name}.${method}`)
      prototype[method] = function (this: unknown, ...given: unknown[]) {
        called.add(`${name}.${method}`)
        return original.apply(this, given)
      }
    }
  }
  for (const name of REPOSITORIES) watch(name, Object.getPrototypeOf(cradle[name]))
  watch("transaction", PaymentTransaction.prototype)
  return { uncalled: () => [...all].filter((name) => !called.has(name)).sort() }
}
