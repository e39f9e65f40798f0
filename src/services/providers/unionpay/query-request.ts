import type { Fields } from "./fields"
import type { Signer } from "./options"
import { keyedDigest, rsaSignature } from "./signed-bytes"
import type { Transaction } from "./transaction"

/** The signed form that asks for the outcome of a transaction, which merchant, order number and time name. */
export function queryRequest({ merId, orderId, txnTime, accessType }: Transaction, signer: Signer): string {
  const asked = {
    version: "5.1.0",
    encoding: "UTF-8",
    bizType: "000000",
    txnType: "00",
    txnSubType: "00",
    accessType: accessType ?? "0",
    merId,
    orderId,
    txnTime,
    ...("secureKey" in signer ? { signMethod: signer.signMethod } : { signMethod: "01", certId: signer.certId }),
  }
  const fields: Fields = new Map(Object.entries(asked).map(([name, value]) => [name, Buffer.from(value)]))
  const signature =
    "secureKey" in signer
      ? keyedDigest(fields, signer.secureKey, signer.signMethod)
      : rsaSignature(fields, signer.privateKey).toString("base64")
  return new URLSearchParams({ ...asked, signature }).toString()
}
