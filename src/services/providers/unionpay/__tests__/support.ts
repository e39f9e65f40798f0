import { generateKeyPairSync } from "node:crypto"
import { unionPayForm, unionPayHeaders, unionPaySigned, type UnionPayParameters } from "../../../../testing/dialects"
import {
  UNIONPAY_TEST_CERTIFICATE,
  UNIONPAY_TEST_INTERMEDIATE,
  UNIONPAY_TEST_MERCHANT_KEY,
  UNIONPAY_TEST_PRIVATE_KEY,
  UNIONPAY_TEST_ROOT,
} from "../../../../testing/keys/unionpay"
import { offline } from "../../__tests__/offline"
import type { ProviderContext, WebhookRequest } from "../../provider"
import { unionPayOptions, type UnionPayOptions } from "../options"

export const NOW = new Date("2025-06-01T12:00:00Z")

export const pinned = {
  merchantId: "777290058110048",
  roots: [UNIONPAY_TEST_ROOT],
  intermediates: [UNIONPAY_TEST_INTERMEDIATE],
}

export const query = { privateKey: UNIONPAY_TEST_MERCHANT_KEY, certId: "68759663125" }

export const genuine = { certificate: UNIONPAY_TEST_CERTIFICATE, privateKey: UNIONPAY_TEST_PRIVATE_KEY }

export const captured = {
  accessType: "0",
  bizType: "000201",
  currencyCode: "156",
  merId: "777290058110048",
  orderId: "20250601ORDER0001",
  queryId: "250601200000123456789",
  respCode: "00",
  respMsg: "成功[0000000]",
  txnAmt: "2495",
  txnSubType: "01",
  txnTime: "20250601200000",
  txnType: "01",
  reqReserved: "payses_01JWPAYSES0000000000000001",
}

export function contextWith(options: unknown = pinned, fetching: typeof fetch = offline): ProviderContext<UnionPayOptions> {
  return { account: { id: "shop" }, options: unionPayOptions.parse(options), now: () => NOW, fetch: fetching }
}

export const requestOf = (rawBody: Buffer): WebhookRequest => ({
  method: "POST",
  url: "/webhooks/payments/shop",
  headers: unionPayHeaders(),
  rawBody,
  receivedAt: NOW,
})

export const signed = (parameters: UnionPayParameters, credentials = genuine): WebhookRequest =>
  requestOf(unionPayForm(unionPaySigned(parameters, credentials)))

/** An EC key, which signs nothing of UnionPay's. */
export const otherKey = (): string =>
  generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString()
