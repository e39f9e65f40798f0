// Delivery status notifications in the form of common mail servers, with made-up hosts and people.

const mail = (text: string): Buffer => Buffer.from(text.trimStart().replace(/\n/g, "\r\n"))

/** Postfix gave up on an unknown recipient; headers of the original. */
export const POSTFIX_FAILED = mail(`
Return-Path: <>
X-Original-To: bounces+pmtnotif_01JABC@shop.example
Delivered-To: bounces@shop.example
Received: by mx1.relay.example (Postfix)
	id 4XyZ1k3Lq7z9sW; Sat,  6 Jun 2026 09:14:03 +0000 (UTC)
Date: Sat,  6 Jun 2026 09:14:03 +0000 (UTC)
From: MAILER-DAEMON@mx1.relay.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: bounces+pmtnotif_01JABC@shop.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4XyZ1k2mQpz9sV.1780737243/mx1.relay.example"
Content-Transfer-Encoding: 8bit
Message-Id: <4XyZ1k3Lq7z9sW@mx1.relay.example>

This is a MIME-encapsulated message.

--4XyZ1k2mQpz9sV.1780737243/mx1.relay.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx1.relay.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<grace@example.com>: host mx.example.com[192.0.2.25] said: 550 5.1.1
    <grace@example.com>: Recipient address rejected: User unknown (in reply to
    RCPT TO command)

--4XyZ1k2mQpz9sV.1780737243/mx1.relay.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx1.relay.example
X-Postfix-Queue-ID: 4XyZ1k2mQpz9sV
X-Postfix-Sender: rfc822; bounces+pmtnotif_01JABC@shop.example
Arrival-Date: Sat,  6 Jun 2026 09:14:01 +0000 (UTC)

Final-Recipient: rfc822; grace@example.com
Original-Recipient: rfc822;Grace@example.com
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.com
Diagnostic-Code: smtp; 550 5.1.1 <grace@example.com>: Recipient address
    rejected: User unknown

--4XyZ1k2mQpz9sV.1780737243/mx1.relay.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers
Content-Transfer-Encoding: 8bit

Return-Path: <bounces+pmtnotif_01JABC@shop.example>
Received: from shop.example (shop.example [192.0.2.7])
	by mx1.relay.example (Postfix) with ESMTPSA id 4XyZ1k2mQpz9sV
From: Shop <orders@shop.example>
To: grace@example.com
Subject: Payment received
Message-ID: <pmtnotif_01JABC@shop.example>
Auto-Submitted: auto-generated

--4XyZ1k2mQpz9sV.1780737243/mx1.relay.example--
`)

/** Postfix has not reached the other server for some hours and goes on trying. */
export const POSTFIX_DELAYED = mail(
  POSTFIX_FAILED.toString()
    .replace(/\r\n/g, "\n")
    .replace("Undelivered Mail Returned to Sender", "Delayed Mail (still being retried)")
    .replace("Action: failed\nStatus: 5.1.1", "Action: delayed\nStatus: 4.4.1")
    .replace(
      /Diagnostic-Code: smtp;[^]*?\n\n/,
      "Diagnostic-Code: X-Postfix; connect to mx.example.com[192.0.2.25]:25: Connection\n    timed out\nWill-Retry-Until: Thu, 11 Jun 2026 09:14:01 +0000 (UTC)\n\n",
    ),
)

/** Exim, sent to a bounce address without an id; the whole original. */
export const EXIM_FAILED = mail(`
Return-path: <>
Envelope-to: bounces@shop.example
Delivery-date: Sat, 06 Jun 2026 09:20:11 +0000
Received: from mail by relay.example with local (Exim 4.98)
	id 1uNqZx-00000000A1b-2xYz
	for bounces@shop.example;
	Sat, 06 Jun 2026 09:20:11 +0000
X-Failed-Recipients: grace@example.com
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@relay.example>
To: bounces@shop.example
References: <pmtnotif_01JABC@shop.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=1780737611-eximdsn-424242
MIME-Version: 1.0
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1uNqZx-00000000A1b-2xYz@relay.example>
Date: Sat, 06 Jun 2026 09:20:11 +0000

--1780737611-eximdsn-424242
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  grace@example.com
    host mx.example.com [192.0.2.25]
    SMTP error from remote mail server after end of data:
    554 5.7.1 Message refused

--1780737611-eximdsn-424242
Content-type: message/delivery-status

Reporting-MTA: dns; relay.example

Action: failed
Final-Recipient: rfc822;grace@example.com
Status: 5.0.0
Remote-MTA: dns; mx.example.com
Diagnostic-Code: smtp; 554 5.7.1 Message refused

--1780737611-eximdsn-424242
Content-type: message/rfc822

Return-path: <bounces@shop.example>
Received: from shop.example ([192.0.2.7])
	by relay.example with esmtpsa (Exim 4.98)
	id 1uNqZv-00000000A1Z-0abc
Message-ID: <pmtnotif_01JABC@shop.example>
From: Shop <orders@shop.example>
To: grace@example.com
Subject: Payment received
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Action: delivered
Final-Recipient: rfc822;somebody@else.example

--1780737611-eximdsn-424242--
`)

/** Exchange, with its own spelling of the fields, an address in lower case and an encoded text part before the report. */
export const EXCHANGE_FAILED = mail(`
Received: from AM0EUR02.outlook.example (2001:db8::5)
 by VI1EUR03.outlook.example with HTTPS; Sat, 6 Jun 2026 09:31:47 +0000
MIME-Version: 1.0
From: <postmaster@outlook.example>
To: <bounces+pmtnotif_01jabc@shop.example>
Date: Sat, 6 Jun 2026 09:31:46 +0000
Content-Type: multipart/report; report-type=delivery-status;
	boundary="8c1b2f0e-5f3a-4f0e-9a44-0d7c5b6a7e21"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: en-US
Message-ID: <6f1c0d9e-3a2b-4c5d-8e7f-1a2b3c4d5e6f@VI1EUR03.outlook.example>
In-Reply-To: <pmtnotif_01JABC@shop.example>
References: <pmtnotif_01JABC@shop.example>
Subject: Undeliverable: Payment received
Auto-Submitted: auto-replied

--8c1b2f0e-5f3a-4f0e-9a44-0d7c5b6a7e21
Content-Type: multipart/alternative; differences=Content-Type;
	boundary="d2c9a7b4-0f6e-4b3c-8d1a-5e4f3c2b1a09"

--d2c9a7b4-0f6e-4b3c-8d1a-5e4f3c2b1a09
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

grace@example.com wasn't found at example.com.

--d2c9a7b4-0f6e-4b3c-8d1a-5e4f3c2b1a09
Content-Type: text/html; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

<html><body><p>grace@example.com wasn't found at example.com.</p></body></ht=
ml>

--d2c9a7b4-0f6e-4b3c-8d1a-5e4f3c2b1a09--

--8c1b2f0e-5f3a-4f0e-9a44-0d7c5b6a7e21
Content-Type: message/delivery-status

Reporting-MTA: dns;AM0EUR02.outlook.example
Received-From-MTA: dns;relay.example
Arrival-Date: Sat, 6 Jun 2026 09:31:44 +0000

Final-recipient: RFC822;grace@example.com
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient grace@example.com not found by SMTP address lookup
X-Display-Name: grace@example.com


--8c1b2f0e-5f3a-4f0e-9a44-0d7c5b6a7e21
Content-Type: message/rfc822

Received: from relay.example (2001:db8::9) by AM0EUR02.outlook.example
Message-ID: <pmtnotif_01JABC@shop.example>
From: Shop <orders@shop.example>
To: <grace@example.com>
Subject: Payment received
Content-Type: text/plain

Thank you

--8c1b2f0e-5f3a-4f0e-9a44-0d7c5b6a7e21--
`)

/** Somebody is on holiday. */
export const VACATION = mail(`
From: grace@example.com
To: bounces+pmtnotif_01JABC@shop.example
Subject: Out of office: Payment received
In-Reply-To: <pmtnotif_01JABC@shop.example>
Auto-Submitted: auto-replied
Content-Type: text/plain

Action: failed
Final-Recipient: rfc822; grace@example.com
Status: 5.1.1
`)

/** Somebody has read a mail (RFC 8098). */
export const READ_RECEIPT = mail(`
From: grace@example.com
To: bounces+pmtnotif_01JABC@shop.example
Subject: Read: Payment received
Content-Type: multipart/report; report-type=disposition-notification; boundary="r"
MIME-Version: 1.0

--r
Content-Type: text/plain

Your message was read.

--r
Content-Type: message/disposition-notification

Final-Recipient: rfc822;grace@example.com
Original-Message-ID: <pmtnotif_01JABC@shop.example>
Disposition: manual-action/MDN-sent-manually; displayed

--r--
`)
