import webPush from "web-push"
import { InvalidOptionsError } from "../../../services/domain/errors"
import { parseWebPushOptions } from "../options"
import { WebPushNotificationService } from "../service"

const keys = webPush.generateVAPIDKeys()
const vapid = { subject: "mailto:ops@shop.example", ...keys }

it("fills in the defaults", () => {
  expect(parseWebPushOptions({ vapid, channels: ["push"] })).toEqual({
    channels: ["push"],
    vapid,
    ttlSeconds: 345_600,
    urgency: "normal",
    timeout: 10_000,
    allowedHosts: [],
  })
  expect(parseWebPushOptions({ vapid: { ...vapid, subject: "https://shop.example/contact" } }).vapid.subject).toMatch(/^https/)
})

it.each<[string, unknown, RegExp]>([
  ["nothing", undefined, /option vapid: /],
  ["no subject", { vapid: keys }, /option vapid\.subject: must be text/],
  [
    "a subject that is a bare address",
    { vapid: { ...vapid, subject: "ops@shop.example" } },
    /option vapid\.subject: must be "mailto:"/,
  ],
  ["a subject with a blank", { vapid: { ...vapid, subject: "mailto: ops@shop.example" } }, /option vapid\.subject: /],
  ["a subject on this machine", { vapid: { ...vapid, subject: "https://localhost/" } }, /option vapid\.subject: /],
  ["a public key that is cut", { vapid: { ...vapid, publicKey: keys.publicKey.slice(1) } }, /option vapid\.publicKey: /],
  ["keys the wrong way round", { vapid: { ...vapid, publicKey: keys.privateKey } }, /option vapid\.publicKey: .*87 characters/],
  ["a private key with padding", { vapid: { ...vapid, privateKey: `${keys.privateKey}=` } }, /option vapid\.privateKey: /],
  [
    "a private key of zeros",
    { vapid: { ...vapid, privateKey: Buffer.alloc(32).toString("base64url") } },
    /option vapid\.privateKey: /,
  ],
  [
    "keys of two pairs",
    { vapid: { ...vapid, privateKey: webPush.generateVAPIDKeys().privateKey } },
    /option vapid\.privateKey: does not belong to vapid\.publicKey/,
  ],
  ["a time to live beyond four weeks", { vapid, ttlSeconds: 3_000_000 }, /option ttlSeconds: /],
  ["an unknown urgency", { vapid, urgency: "urgent" }, /option urgency: /],
  ["a host that is a URL", { vapid, allowedHosts: ["http://push.internal"] }, /option allowedHosts\.0: must be a host/],
  ["a misspelt option", { vapid, ttl: 5 }, /ttl/],
])("refuses %s, says which option, and prints no key", (_what, options, message) => {
  let failure: unknown
  try {
    WebPushNotificationService.validateOptions(options as Record<string, unknown>)
  } catch (error) {
    failure = error
  }
  expect(failure).toBeInstanceOf(InvalidOptionsError)
  expect((failure as Error).message).toMatch(message)
  expect((failure as Error).message).not.toContain(keys.privateKey)
})
