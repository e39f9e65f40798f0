import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { PaymentFact } from "../../../../services/domain/facts"
import { PAYMENT_NOTIFICATION_MODULE } from "../../../../services/module-name"
import { flagLate } from "../flag-late"

const CONTEXT = {
  session: { id: "payses_1" },
  cartId: "cart_1",
  orderId: "order_1",
  notPayable: null,
  expected: { currency: "EUR" },
}

/** The answer about a capture beside an order that is now as `order`, the entities that were read, and the items that were raised. */
async function flagged(order: { status: string } | undefined, context: object = {}) {
  const read: string[] = []
  const raised: object[] = []
  const graph = async ({ entity }: { entity: string }) => {
    read.push(entity)
    return { data: order ? [order] : [] }
  }
  const raise = async (item: object) => {
    raised.push(item)
    return { item: { announced_at: new Date() } }
  }
  const resolved: Record<string, unknown> = {
    [ContainerRegistrationKeys.QUERY]: { graph },
    [PAYMENT_NOTIFICATION_MODULE]: { attention: { raise } },
  }
  const fact: PaymentFact = { subject: "payment", state: "captured", providerPaymentId: "P1" }
  const isLate = await flagLate(
    { resolve: (key: string) => resolved[key] } as never,
    { account: { id: "stripe" }, fact } as never,
    { ...CONTEXT, ...context } as never,
    2500n,
  )
  return { isLate, read, raised: raised.length }
}

it.each([
  ["stands", { status: "pending" }, { isLate: false, raised: 0 }],
  ["was canceled meanwhile", { status: "canceled" }, { isLate: true, raised: 1 }],
  ["was deleted meanwhile", undefined, { isLate: true, raised: 1 }],
])("reads the order of a capture once, which %s", async (_what, order, expected) => {
  expect(await flagged(order)).toEqual({ ...expected, read: ["order"] })
})

it.each([
  ["an order that was made just now", { orderId: null }],
  ["an order that was canceled before", { notPayable: "canceled" }],
])("reads nothing about %s", async (_what, context) => {
  expect(await flagged({ status: "canceled" }, context)).toEqual({ isLate: false, read: [], raised: 0 })
})
