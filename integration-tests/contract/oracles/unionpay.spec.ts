import { SignatureVerificationError } from "../../../src/services/domain/errors"
import type { Harness } from "../harnesses"
import { unionPay, unionPaySharedKey, unionPaySm3 } from "../harnesses/unionpay"
import { contextOf, read, requestOf } from "../support/call"
import { expectRefused } from "../support/expect-error"
import vectors from "./unionpay-vectors.json"

/*
 * UnionPay publishes no library for Node.js. The vectors were made without a line of this project: Python's urllib wrote the forms,
 * `openssl dgst` computed every digest and signature, with the testing kit's published key, over
 *
 *   printf '%s' "$sorted" | openssl dgst -sha256 -r | cut -c1-64 | tr -d '\n' | openssl dgst -sha256 -sign key.pem | openssl base64 -A
 *
 * and, for the shared key, over "$sorted&$(printf '%s' "$key" | openssl dgst -sha256 -r | cut -c1-64)", or -sm3 for both digests. `lineFeeds` signs the
 * certificate with LF for CR LF, `direct` the string itself, `upperCaseHex` and `rawDigest` other spellings of its digest, `sha1`
 * the right digits with SHA-1.
 */

const request = (name: keyof typeof vectors) =>
  requestOf(Buffer.from(vectors[name]), { "content-type": "application/x-www-form-urlencoded" })
const readWith = (harness: Harness, name: keyof typeof vectors, secret = "current") =>
  read(harness, request(name), contextOf(harness, [secret]))

describe("against vectors by OpenSSL", () => {
  it.each(["utf8", "lowerCaseEncodingName", "gbk"] as const)("accepts and reads %s", async (name) => {
    const [event] = await readWith(unionPay, name)
    expect(event).toMatchObject({
      id: "250601200000123456789:01:00",
      payload: {
        orderId: "01JWPAYSES0000000000000001",
        txnAmt: "2495",
        respMsg: "成功[0000000]",
        reqReserved: "a b+c/d=e&f%41~",
      },
    })
  })

  describe.each([
    ["sharedKey", unionPaySharedKey, unionPaySm3],
    ["sharedKeySm3", unionPaySm3, unionPaySharedKey],
  ] as const)("the keyed digest %s", (name, harness, other) => {
    it("is accepted and read", async () => {
      const [event] = await readWith(harness, name, "example-shared-key")
      expect(event).toMatchObject({ id: "250601200000123456789:01:00", payload: { respMsg: "成功[0000000]" } })
    })

    it("is refused under another key", () => expectRefused(readWith(harness, name, "another-key"), SignatureVerificationError))

    it("is refused where the options ask for the other hash", () =>
      expectRefused(readWith(other, name, "example-shared-key"), SignatureVerificationError))
  })

  it.each(["direct", "lineFeeds", "upperCaseHex", "rawDigest", "sha1"] as const)("refuses %s", (name) =>
    expectRefused(readWith(unionPay, name), SignatureVerificationError),
  )
})
