import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { customerFacts } from "../../services/notifications/catalogue"
import { merchantFacts } from "../../services/notifications/merchant-facts"
import { preview } from "../commands/preview"
import { say } from "../print"

jest.mock("../print")

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "previews-"))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const files = (locale: string): string[] => readdirSync(join(folder, locale)).sort()
const read = (...path: string[]): string => readFileSync(join(folder, ...path), "utf8")

it("writes one message on every channel, and says where", async () => {
  expect(await preview.run(["--fact", "payment.failed", "--locale", "ja", "--out", folder])).toBe(0)

  expect(files("ja")).toEqual(
    ["email.html", "email.txt", "feed.json", "push.json", "sms.txt"].map((end) => `customer.payment.failed.${end}`),
  )
  expect(read("ja", "customer.payment.failed.email.html")).toContain('<html dir="ltr" lang="ja">')
  expect(read("ja", "customer.payment.failed.email.txt")).toMatch(/^Subject: .*お支払いを完了できませんでした\n\n/)
  expect(JSON.parse(read("ja", "customer.payment.failed.feed.json")).data).toMatchObject({
    title: expect.any(String),
    locale: "ja",
  })
  expect(jest.mocked(say).mock.calls.flat()).toContain(join(folder, "ja", "customer.payment.failed.sms.txt"))
})

it("writes every message on a channel, in every language that ships", async () => {
  await preview.run(["--channel", "sms", "--out", folder])
  expect(readdirSync(folder).sort()).toEqual(["de", "en", "es", "fr", "ja", "zh-CN"])
  expect(files("fr")).toHaveLength(customerFacts.length + merchantFacts.length)
})

it("shows the store's own shop, links, words and languages", async () => {
  const options = join(folder, "options.json")
  const own = {
    shop: { name: "Böll & Söhne" },
    messages: { sv: { facts: { "payment.failed": { subject: "Oj, {shop}", text: "{amount}" } } } },
  }
  writeFileSync(options, JSON.stringify(own))
  await preview.run(["--fact", "payment.failed", "--channel", "email", "--locale", "sv", "--options", options, "--out", folder])
  expect(read("sv", "customer.payment.failed.email.txt")).toMatch(/^Subject: Oj, Böll & Söhne\n/)
})

it.each([
  [["--fact", "payment.authorized"], /nobody is notified of "payment\.authorized"/],
  [["--fact", "dispute.won", "--audience", "customer"], /nobody is notified of "dispute\.won"/],
  [["--channel", "fax"], /--channel fax is none of email, sms, push, feed/],
  [["--audience", "toString"], /--audience toString is none of customer, merchant/],
  [["--locale", "../../etc"], /--locale \.\.\/\.\.\/etc must be a language tag/],
])("refuses %p", async (args, message) => {
  await expect(preview.run([...args, "--out", folder])).rejects.toThrow(message)
  expect(readdirSync(folder)).toEqual([])
})

it("refuses options as the boot does, with the exit code of bad options", async () => {
  const options = join(folder, "options.json")
  writeFileSync(options, JSON.stringify({ links: { pay: "https://shop.example/{cart}" } }))
  await expect(preview.run(["--options", options, "--out", folder])).rejects.toMatchObject({
    exitCode: 4,
    message: expect.stringContaining("notifications.links.pay: has the unknown variable {cart}"),
  })
})
