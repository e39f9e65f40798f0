import { parseBounce } from ".."
import { EXCHANGE_FAILED, EXIM_FAILED, POSTFIX_DELAYED, POSTFIX_FAILED, READ_RECEIPT, VACATION } from "./bounce-samples"

const change = (raw: Buffer, ...changes: [string | RegExp, string][]): Buffer =>
  Buffer.from(
    changes.reduce((text, [from, to]) => text.replace(from, to), raw.toString("latin1")),
    "latin1",
  )

it("reads that Postfix found no such recipient", async () => {
  expect(await parseBounce(POSTFIX_FAILED)).toEqual({
    notificationId: "pmtnotif_01JABC",
    recipient: "Grace@example.com",
    status: "5.1.1",
    action: "failed",
    diagnostic: "550 5.1.1 <grace@example.com>: Recipient address rejected: User unknown",
  })
})

it("reads that Postfix is still trying", async () => {
  expect(await parseBounce(POSTFIX_DELAYED)).toEqual({
    notificationId: "pmtnotif_01JABC",
    recipient: "Grace@example.com",
    status: "4.4.1",
    action: "delayed",
    diagnostic: "connect to mx.example.com[192.0.2.25]:25: Connection timed out",
  })
})

it("reads Exim's report, where only the quoted mail names the notification and the text says nothing", async () => {
  expect(await parseBounce(EXIM_FAILED)).toEqual({
    notificationId: "pmtnotif_01JABC",
    recipient: "grace@example.com",
    status: "5.0.0",
    action: "failed",
    diagnostic: "554 5.7.1 Message refused",
  })
})

it("reads Exchange's report, and the id as it was sent although the address came back in lower case", async () => {
  expect(await parseBounce(EXCHANGE_FAILED)).toEqual({
    notificationId: "pmtnotif_01JABC",
    recipient: "grace@example.com",
    status: "5.1.10",
    action: "failed",
    diagnostic: "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient grace@example.com not found by SMTP address lookup",
  })
})

it("reads a delivery, and goes by the action of a report without a diagnosis or a status", async () => {
  const delivered = change(
    POSTFIX_FAILED,
    ["Action: failed", "Action: delivered (to mailbox)"],
    ["Status: 5.1.1", "Status: 2.0.0"],
  )
  expect(await parseBounce(delivered)).toMatchObject({ action: "delivered", status: "2.0.0" })

  const terse = change(POSTFIX_FAILED, [/Status:.*\r\n/, ""], [/Diagnostic-Code:.*\r\n.*\r\n/, ""])
  expect(await parseBounce(terse)).toEqual({
    notificationId: "pmtnotif_01JABC",
    recipient: "Grace@example.com",
    status: "5.0.0",
    action: "failed",
  })
})

it("finds the notification by the report's own address, or by the mail it answers, where no mail is quoted", async () => {
  const unquoted = change(POSTFIX_FAILED, [/--[^\r]+\r\nContent-Description: Undelivered[^]*(?=--4Xy)/, ""])
  expect(await parseBounce(unquoted)).toMatchObject({ notificationId: "pmtnotif_01JABC" })

  const answering = change(EXIM_FAILED, [/--[^\r]+\r\nContent-type: message\/rfc822[^]*(?=--1780)/, ""])
  expect(await parseBounce(answering)).toMatchObject({ notificationId: "pmtnotif_01JABC" })

  const anonymous = change(answering, [/References:.*\r\n/, ""])
  expect(await parseBounce(anonymous)).toMatchObject({ recipient: "grace@example.com" })
  expect(await parseBounce(anonymous)).not.toHaveProperty("notificationId")
})

it("reads the reports of mails with addresses in other scripts", async () => {
  const global = change(
    POSTFIX_FAILED,
    ["message/delivery-status", "message/global-delivery-status"],
    [
      /Final-Recipient: .*\r\nOriginal-Recipient: .*/,
      `Final-Recipient: utf-8; ${Buffer.from("ödön@példa.example").toString("latin1")}`,
    ],
  )
  expect(await parseBounce(global)).toMatchObject({ recipient: "ödön@példa.example", action: "failed" })
})

it("is no bounce when somebody is on holiday or has read the mail, or when it reports no delivery", async () => {
  expect(await parseBounce(VACATION)).toBeUndefined()
  expect(await parseBounce(READ_RECEIPT)).toBeUndefined()
  expect(await parseBounce(change(POSTFIX_FAILED, ["Action: failed", "Action: relayed"]))).toBeUndefined()
  expect(await parseBounce(change(POSTFIX_FAILED, [/(Final|Original)-Recipient:.*\r\n/g, ""]))).toBeUndefined()
  expect(await parseBounce(Buffer.from("not even a mail"))).toBeUndefined()
  expect(await parseBounce(Buffer.alloc(0))).toBeUndefined()
})

it("takes any cut of a report without an error", async () => {
  for (let length = 0; length < POSTFIX_FAILED.length; length += 97) {
    const bounce = await parseBounce(POSTFIX_FAILED.subarray(0, length))
    expect([undefined, "failed"]).toContain(bounce?.action)
  }
})
