import { randomUUID } from "node:crypto"
import type { ReadyCart } from "../../../scripts/lib/shop"
import { dialects, signAdyenItem } from "../../../src/testing"
import type { SharedStore } from "../../setup"
import { finishedEvent } from "./look"
import { send } from "./webhooks"

const { credentials } = dialects.adyen.example({ webhookUrl: "", apiUrl: "" })

export interface AdyenNews {
  readonly eventCode: string
  readonly success?: "true" | "false"
  readonly pspReference?: string
  /** Minor units; 0 where Adyen reports no sum. */
  readonly value?: number
  readonly additionalData?: object
}

/** The payment of a checkout as Adyen names it. */
export const adyenPaymentOf = ({ paymentId }: Pick<ReadyCart, "paymentId">): string => paymentId.replaceAll(":", "-")

/** Sends an item about the payment of a checkout as Adyen signs it; answers its event once it is finished. */
export async function tellAdyen(world: SharedStore, ready: Pick<ReadyCart, "session" | "paymentId">, news: AdyenNews) {
  const payment = adyenPaymentOf(ready)
  const { eventCode, success = "true", value = 2500, additionalData = {} } = news
  const isPayment = eventCode === "AUTHORISATION"
  const pspReference = news.pspReference ?? (isPayment ? payment : `psp-${randomUUID()}`)
  const item = signAdyenItem(
    {
      amount: { currency: "EUR", value },
      eventCode,
      eventDate: new Date().toISOString(),
      merchantAccountCode: credentials.merchantAccount,
      merchantReference: ready.session.id,
      originalReference: isPayment ? null : payment,
      pspReference,
      success,
      additionalData,
    } as never,
    credentials.hmacKey,
  )
  const body = Buffer.from(JSON.stringify({ live: "false", notificationItems: [{ NotificationRequestItem: item }] }))
  const { status } = await send(`${world.url}/webhooks/payments/adyen`, { headers: { "content-type": "application/json" }, body })
  expect(status).toBe(200)
  return finishedEvent(world, `${eventCode}:${pspReference}:${success}`)
}
