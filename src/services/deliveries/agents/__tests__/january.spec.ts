import { httpKindOptions } from "../../kinds/http/options"
import { createHttpKind } from "../../kinds/http"
import type { HttpConfig } from "../../kinds/http/config"
import { z } from "@medusajs/framework/zod"
import { generateKeyPairSync } from "node:crypto"
import { adjustmentsOf } from "../adjustments"
import { eventId } from "../event-id"
import { orderFormat } from "../order-format"
import type { SourceOrder } from "../order"
import { faults } from "./schemas"

const signingKeys = [
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
]
const kind = createHttpKind(
  z.object(httpKindOptions).parse({ ucp: { profile: "https://shop.example/.well-known/ucp", signingKeys } }),
)
const parse = (config: object): HttpConfig =>
  kind.config.parse({
    url: "https://platform.example/orders",
    orders: { agent: "assistant" },
    permalink: "https://shop.example/orders/{order_id}",
    ...config,
  })
const acp = parse({ dialect: "acp", version: "2026-01-30" })
const ucp = parse({ dialect: "ucp", version: "2026-01-23" })

const at = new Date("2026-11-30T09:00:00Z")
const refund = { id: "pref_1", amount: 1_000n, reasonCode: null, at, state: "succeeded" as const }
const dispute = { id: "pdis_1", amount: 4_000n, reasonCode: "fraudulent", at, state: "opened" as const }

const source = (changes: Partial<SourceOrder> = {}): SourceOrder => ({
  id: "order_1",
  displayId: "1001",
  cartId: "cart_1",
  metadata: { agent: "assistant" },
  currency: "USD",
  status: "processing",
  lines: [
    { id: "ordli_1", itemId: "SHOE", title: "Shoe", unitPrice: 2_000n, ordered: 2, current: 2, fulfilled: 1 },
    { id: "ordli_2", itemId: "SOCK", title: "Socks", unitPrice: 500n, ordered: 1, current: 0, fulfilled: 0 },
  ],
  totals: { subtotal: 4_500n, discount: 500n, shipping: 300n, tax: 200n, total: 4_500n },
  adjustments: adjustmentsOf({ refunds: [refund], disputes: [dispute] }),
  ...changes,
})
const write = (config: HttpConfig, order: SourceOrder, isFirst = false) => orderFormat(config)?.write(order, isFirst) as any

describe("ACP 2026-01-30", () => {
  it("has refunds as sums, also where there are none, and the six statuses of its time", () => {
    const body = write(acp, source())
    expect(faults("acp of january", body)).toEqual([])
    expect(body).toMatchObject({
      type: "order_update",
      data: { status: "confirmed", refunds: [{ type: "original_payment", amount: 1_000 }] },
    })
    expect(write(acp, source({ adjustments: [] }), true)).toMatchObject({ type: "order_create", data: { refunds: [] } })
    const statuses = (["created", "confirmed", "processing", "shipped", "completed", "canceled"] as const).map(
      (status) => write(acp, source({ status })).data.status,
    )
    expect(statuses).toEqual(["created", "confirmed", "confirmed", "shipped", "fulfilled", "canceled"])
  })

  it("takes a refund back that failed after it succeeded, and says nothing of one under way", () => {
    for (const state of ["failed", "pending"] as const) {
      const adjustments = adjustmentsOf({ refunds: [{ ...refund, state }], disputes: [] })
      expect(write(acp, source({ adjustments })).data.refunds).toEqual([])
    }
  })
})

describe("UCP 2026-01-23", () => {
  it("credits a refund positively, has a discount above zero, no currency and no removed line", () => {
    const format = orderFormat(ucp)!
    const body = JSON.parse(format.frame!(JSON.stringify(format.write(source(), true)), { id: "ptrn_1", at }))
    expect(faults("ucp of january", body)).toEqual([])
    expect(body).toMatchObject({
      event_id: eventId("ptrn_1"),
      created_time: "2026-11-30T09:00:00.000Z",
      adjustments: [
        { id: "pdis_1", amount: 4_000 },
        { id: "pref_1", status: "completed", amount: 1_000 },
      ],
    })
    expect(body.line_items.map(({ quantity, status }: any) => [quantity, status])).toEqual([
      [{ total: 2, fulfilled: 1 }, "partial"],
      [{ total: 0, fulfilled: 0 }, "fulfilled"],
    ])
    expect(body.totals).toContainEqual({ type: "discount", display_text: "Discount", amount: 500 })
    expect(JSON.stringify(body)).not.toMatch(/currency|:-\d/)
  })

  it("frames a body the same at every attempt, and those of other versions not at all", () => {
    const { frame } = orderFormat(ucp)!
    expect(frame!('{"id":"order_1"}', { id: "ptrn_1", at })).toBe(frame!('{"id":"order_1"}', { id: "ptrn_1", at }))
    for (const config of [acp, parse({ dialect: "ucp" }), parse({ dialect: "ucp", version: "2026-04-08" })]) {
      expect(orderFormat(config)!.frame).toBeUndefined()
    }
  })
})

it.each([
  ["acp", "2025-09-29", '"2025-09-29" is no version of acp that is spoken: 2026-04-17, 2026-01-30'],
  ["ucp", "2026-01-11", '"2026-01-11" is no version of ucp that is spoken: 2026-04-08, 2026-01-23'],
  ["ucp", 2026, "2026 is no version of ucp that is spoken"],
])("refuses %s of %p by name", (dialect, version, message) => {
  expect(() => parse({ dialect, version })).toThrow(
    expect.objectContaining({ message: expect.stringContaining(JSON.stringify(message).slice(1, -1)) }),
  )
})
