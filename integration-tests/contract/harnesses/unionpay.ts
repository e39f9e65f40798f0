import { GENUINE, STRANGER } from "../../../src/services/providers/unionpay/__tests__/certificates"
import { unionPayOptions } from "../../../src/services/providers/unionpay/options"
import { signedFields } from "../../../src/services/providers/unionpay/verify"
import { unionPayForm, unionPayHeaders, unionPaySigned, type UnionPayCredentials } from "../../../src/testing/dialects"
import {
  UNIONPAY_TEST_CERTIFICATE,
  UNIONPAY_TEST_INTERMEDIATE,
  UNIONPAY_TEST_MERCHANT_KEY,
  UNIONPAY_TEST_PRIVATE_KEY,
  UNIONPAY_TEST_ROOT,
} from "../../../src/testing/keys/unionpay"
import { fixture, fixtureNames } from "../support/fixtures"
import type { Harness } from "./harness"

const merchantId = "777290058110048"

/** A secret here is the name of a chain: an account lists its root, and the key at its end signs. */
const chains: Readonly<Record<string, { root: string; intermediate: string; certificate: string; privateKey: string }>> = {
  current: {
    root: UNIONPAY_TEST_ROOT,
    intermediate: UNIONPAY_TEST_INTERMEDIATE,
    certificate: UNIONPAY_TEST_CERTIFICATE,
    privateKey: UNIONPAY_TEST_PRIVATE_KEY,
  },
  previous: GENUINE,
  stranger: STRANGER,
}

const chainOf = (name: string) => {
  const chain = chains[name]
  if (!chain) throw new Error(`there is no chain ${name}`)
  return chain
}

/** A fixture is an object of parameters; a value that is no text is sent as its JSON. */
function parametersOf(content: Buffer): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(content.toString())
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
    const text = (item: unknown): string => (typeof item === "string" ? item : JSON.stringify(item))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, text(item)]))
  } catch {
    return undefined
  }
}

const deliver =
  (credentialsOf: (secret: string) => UnionPayCredentials): Harness["deliver"] =>
  (content, secret) => {
    const parameters = parametersOf(content)
    const body = parameters ? unionPayForm(unionPaySigned(parameters, credentialsOf(secret))) : content
    return { headers: unionPayHeaders(), body }
  }

/** The parameters that the signature holds for: their order, percent-encoding and the spelling of a "+" are not signed. */
const signedPartFor = (options: unknown): Harness["signedPart"] => {
  const account = unionPayOptions.parse(options)
  return (body) =>
    [...signedFields(body, account, new Date("2025-06-01T12:00:00Z"))].sort(([one], [other]) => (one < other ? -1 : 1))
}

const rootsOf = (secrets: readonly string[]) => ({
  merchantId,
  roots: secrets.map((name) => chainOf(name).root),
  intermediates: secrets.map((name) => chainOf(name).intermediate),
})

export const unionPay: Harness = {
  provider: "unionpay",
  secrets: { current: "current", previous: "previous", stranger: "stranger" },
  options: rootsOf,
  deliver: deliver(chainOf),
  builds: true,
  signedPart: signedPartFor(rootsOf(["current"])),
  signatureHeaders: [],
  keepsPayload: true,
  tells: {
    txnAmt: ["amount", "ifCaptured"],
    currencyCode: ["amount", "ifCaptured"],
    origQryId: ["providerPaymentId", "ifCaptured"],
    reqReserved: ["sessionId", "ifCaptured"],
    origOrderId: ["sessionId", "merchantReference"],
  },
}

/** UnionPay's answer to a query about a recorded transaction: the values that it notified. */
const answering: typeof fetch = async (_url, init) => {
  const asked = new URLSearchParams(String(init?.body))
  const recorded = fixtureNames("unionpay")
    .map((name) => parametersOf(fixture("unionpay", name)))
    .find((parameters) => parameters?.orderId === asked.get("orderId") && parameters.txnTime === asked.get("txnTime"))
  const answer: Record<string, string> = recorded
    ? { ...recorded, respCode: "00", origRespCode: recorded.respCode ?? "", origRespMsg: recorded.respMsg ?? "" }
    : {
        merId: merchantId,
        orderId: asked.get("orderId") ?? "",
        txnTime: asked.get("txnTime") ?? "",
        txnType: "00",
        respCode: "34",
      }
  const body = [...unionPaySigned(answer, chainOf("current"))].map(([name, value]) => `${name}=${value.toString()}`).join("&")
  return new Response(body)
}

/** The same provider, asking UnionPay before it credits money. */
export const unionPayAsking: Harness = {
  sameLeaves: true,
  ...unionPay,
  options: (secrets) => ({
    ...(unionPay.options(secrets) as object),
    query: { privateKey: UNIONPAY_TEST_MERCHANT_KEY, certId: "68759663125" },
  }),
  fetch: answering,
}

/** The same adapter for merchants that share a key with UnionPay instead. */
export const unionPaySharedKey: Harness = {
  sameLeaves: true,
  ...unionPay,
  options: (secureKeys) => ({ merchantId, secureKeys }),
  deliver: deliver((secureKey) => ({ secureKey })),
  signedPart: signedPartFor({ merchantId, secureKeys: ["current"] }),
}

/** The same with SM3 for SHA-256. */
export const unionPaySm3: Harness = {
  sameLeaves: true,
  ...unionPay,
  options: (secureKeys) => ({ merchantId, secureKeys, signMethod: "12" }),
  deliver: deliver((secureKey) => ({ secureKey, signMethod: "12" })),
  signedPart: signedPartFor({ merchantId, secureKeys: ["current"], signMethod: "12" }),
}
