import fc from "fast-check"
import { getExpectedTwilioSignature, validateRequest } from "twilio/lib/webhooks/webhooks"
import { assertProperty } from "../../../../__tests__/assert-property"
import { MalformedPayloadError, SignatureVerificationError } from "../../../../services/domain/errors"
import { readTwilioReceipt } from "../twilio"

const TOKEN = "the auth token"
const URL = "https://shop.example/hooks/notifications/sms?idempotency_key=pn_1"
const FORM = {
  AccountSid: `AC${"a".repeat(32)}`,
  ApiVersion: "2010-04-01",
  From: "+15005550006",
  MessageSid: `SM${"1".repeat(32)}`,
  MessageStatus: "delivered",
  SmsSid: `SM${"1".repeat(32)}`,
  SmsStatus: "delivered",
  To: "+14155550123",
}

const body = (form: object) => Buffer.from(new URLSearchParams(form as Record<string, string>).toString())

/** A callback in Twilio's form, signed by its own SDK. */
const callback = (more: object = {}, url = URL, token = TOKEN) => {
  const form = { ...FORM, ...more }
  return { url, body: body(form), signature: getExpectedTwilioSignature(token, url, form) }
}

it("reads a call that Twilio's SDK signs", () => {
  expect(readTwilioReceipt(callback(), [TOKEN])).toEqual({
    messageId: FORM.MessageSid,
    state: "delivered",
    code: null,
    idempotencyKey: "pn_1",
  })
})

it.each([
  ["sent", "sent"],
  ["read", "delivered"],
  ["undelivered", "undelivered"],
  ["failed", "undelivered"],
  ["canceled", "undelivered"],
])("reads %s as %s", (MessageStatus, state) => {
  const receipt = readTwilioReceipt(callback({ MessageStatus, ErrorCode: "30003" }), [TOKEN])
  expect(receipt).toMatchObject({ state, code: "30003" })
})

it.each(["accepted", "scheduled", "queued", "sending", "a_new_one"])("waits after %s", (MessageStatus) => {
  expect(readTwilioReceipt(callback({ MessageStatus }), [TOKEN])).toBeUndefined()
})

it("has no key where the URL names none", () => {
  const receipt = readTwilioReceipt(callback({}, "https://shop.example/hooks"), [TOKEN])
  expect(receipt).toMatchObject({ idempotencyKey: null })
})

it("tries the old and the new auth token during a rotation", () => {
  expect(readTwilioReceipt(callback({}, URL, "the new one"), [TOKEN, "the new one"])).toBeDefined()
})

const signed = callback()
it.each([
  ["another token", signed, ["another"]],
  ["no token", signed, []],
  ["no signature", { ...signed, signature: undefined }, [TOKEN]],
  ["a signature that is no base64", { ...signed, signature: `${signed.signature}=` }, [TOKEN]],
  ["a signature cut short", { ...signed, signature: signed.signature.slice(0, 24) }, [TOKEN]],
  ["another key in the URL", { ...signed, url: URL.replace("pn_1", "pn_2") }, [TOKEN]],
  ["another host", { ...signed, url: URL.replace("shop", "evil") }, [TOKEN]],
  ["http", { ...signed, url: URL.replace("https", "http") }, [TOKEN]],
  ["another status", { ...signed, body: body({ ...FORM, MessageStatus: "failed" }) }, [TOKEN]],
  ["a field that was added", { ...signed, body: body({ ...FORM, ErrorCode: "30003" }) }, [TOKEN]],
  ["an empty body", { ...signed, body: Buffer.alloc(0) }, [TOKEN]],
])("refuses %s", (_, request, tokens) => {
  expect(() => readTwilioReceipt(request, tokens)).toThrow(SignatureVerificationError)
})

it.each(["MessageSid", "MessageStatus"])("cannot read a signed form without %s", (name) => {
  expect(() => readTwilioReceipt(callback({ [name]: "" }), [TOKEN])).toThrow(MalformedPayloadError)
})

it("accepts and refuses as Twilio's SDK does", () => {
  const form = fc.dictionary(
    fc.string({ minLength: 1, unit: "grapheme" }),
    fc.oneof(fc.string({ unit: "grapheme" }), fc.array(fc.constantFrom("a", "b", "ä", "B"), { minLength: 2, maxLength: 4 })),
  )
  const port = fc.constantFrom("", ":443", ":80", ":8443")
  const url = fc.tuple(fc.constantFrom("https", "http"), port, fc.webPath(), fc.webQueryParameters())
  const tampered = fc.boolean()
  assertProperty(
    fc.property(form, url, port, tampered, (fields, [scheme, calledPort, path, query], knownPort, isTampered) => {
      const at = (where: string) => `${scheme}://shop.example${where}${path}?${query}`
      const params = { ...fields, MessageSid: "SM1", MessageStatus: "sent" }
      const signature = getExpectedTwilioSignature(TOKEN, at(calledPort), params)
      const sent = Object.entries(params).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string]))
      if (isTampered) sent.push(["To", "+1"])
      const request = { url: at(knownPort), signature, body: Buffer.from(new URLSearchParams(sent).toString()) }
      const accepted = validateRequest(TOKEN, signature, request.url, isTampered ? { ...params, To: "+1" } : params)
      if (accepted) expect(readTwilioReceipt(request, [TOKEN])).toMatchObject({ messageId: "SM1" })
      else expect(() => readTwilioReceipt(request, [TOKEN])).toThrow(SignatureVerificationError)
    }),
  )
})
