import { hmacValidator } from "@adyen/api-library"
import { AlipaySdk } from "alipay-sdk"
import Razorpay from "razorpay"
import { WebhooksHelper } from "square"
import { Webhook } from "standardwebhooks"
import Stripe from "stripe"
import { Aes, Formatter, Rsa } from "wechatpay-axios-plugin"
import type { SignedWebhook } from "../../src/testing"
import { braintreeGateway } from "./braintree"

/** A vendor's own verification of one webhook, ready to be called again and again; throws or answers false when it fails. */
type Verify = () => unknown

/** The credentials of a dialect's example and the options of its account; each vendor picks its own. */
// Each dialect's shape is its own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Given = { readonly credentials: any; readonly options: any }

interface Vendor {
  readonly name: string
  readonly prepare: (webhook: SignedWebhook, given: Given) => Verify
}

const header = ({ headers }: SignedWebhook, name: string): string => headers[name] ?? ""

/** The vendors' own libraries by dialect. Providers that publish none, or none that verifies, are absent. */
export const vendors: Readonly<Record<string, Vendor>> = {
  stripe: {
    name: "stripe",
    prepare: (webhook, { credentials }) => {
      const { webhooks } = new Stripe("sk_test_bench")
      return () => webhooks.constructEvent(webhook.body, header(webhook, "stripe-signature"), credentials.secret)
    },
  },
  "standard-webhooks": {
    name: "standardwebhooks",
    prepare: ({ body, headers }, { credentials }) => {
      const webhook = new Webhook(credentials.secret)
      return () => webhook.verify(body.toString(), { ...headers })
    },
  },
  alipay: {
    name: "alipay-sdk",
    prepare: ({ body }, { options }) => {
      const [alipayPublicKey] = options.alipayPublicKeys as string[]
      const sdk = new AlipaySdk({ appId: options.appId, privateKey: "unused", alipayPublicKey: pemBody(alipayPublicKey!) })
      return () => sdk.checkNotifySignV2(Object.fromEntries(new URLSearchParams(body.toString())))
    },
  },
  wechatpay: {
    name: "wechatpay-axios-plugin",
    prepare: (webhook, { credentials, options }) => {
      const publicKey = (options.publicKeys as { id: string; pem: string }[]).find(({ id }) => id === credentials.serial)?.pem
      return () => {
        const text = webhook.body.toString()
        const signed = Formatter.response(header(webhook, "wechatpay-timestamp"), header(webhook, "wechatpay-nonce"), text)
        const { nonce, ciphertext, associated_data } = JSON.parse(text).resource
        JSON.parse(Aes.AesGcm.decrypt(ciphertext, credentials.apiV3Key, nonce, associated_data))
        return Rsa.verify(signed, header(webhook, "wechatpay-signature"), publicKey!)
      }
    },
  },
  adyen: {
    name: "@adyen/api-library",
    prepare: ({ body }, { credentials }) => {
      const validator = new hmacValidator()
      return () =>
        validator.validateHMAC(JSON.parse(body.toString()).notificationItems[0].NotificationRequestItem, credentials.hmacKey)
    },
  },
  square: {
    name: "square",
    prepare: (webhook, { credentials: { signatureKey, notificationUrl } }) => {
      const signatureHeader = header(webhook, "x-square-hmacsha256-signature")
      return () =>
        WebhooksHelper.verifySignature({ requestBody: webhook.body.toString(), signatureHeader, signatureKey, notificationUrl })
    },
  },
  razorpay: {
    name: "razorpay",
    prepare: (webhook, { credentials }) => {
      const signature = header(webhook, "x-razorpay-signature")
      return () => Razorpay.validateWebhookSignature(webhook.body.toString(), signature, credentials.secret)
    },
  },
  braintree: {
    name: "braintree",
    prepare: ({ body }, { credentials }) => {
      const gateway = braintreeGateway(credentials)
      return () => {
        const form = new URLSearchParams(body.toString())
        return gateway.webhookNotification.parse(form.get("bt_signature") ?? "", form.get("bt_payload") ?? "")
      }
    },
  },
}

const pemBody = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, "")
