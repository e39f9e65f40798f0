import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import type { AddressKind } from "../../channels"
import { messageKeys, type MessageKey } from "../catalog"
import { catalogs } from "../locales"
import { audienceOf, render } from "./support"

/** `UPDATE_GOLDEN=1 npx jest --selectProjects unit --testPathPatterns golden` writes the files anew; look at the diff. */
const UPDATE = process.env.UPDATE_GOLDEN === "1"
const locales = [...catalogs.keys()]
const KINDS: readonly (readonly [string, AddressKind])[] = [
  ["email", "email"],
  ["sms", "phone"],
  ["push", "push"],
  ["feed", "feed"],
]
const ELSEWHERE: readonly MessageKey[] = ["payment.failed", "reward.issued", "merchant.dispute.deadline"]
const unsubscribeUrl = "https://shop.example/unsubscribe?token=t&all=1"

it.each(locales.flatMap((locale) => KINDS.map(([name, kind]) => [locale, name, kind] as const)))(
  "says the same in %s on %s as ever",
  async (locale, name, kind) => {
    const written: string[] = []
    for (const key of messageKeys) {
      const { subject, text, url } = await render(key, kind, { locale, unsubscribeUrl })
      written.push([`=== ${key}`, `Subject: ${subject}`, ...(url ? [`URL: ${url}`] : []), "", text, ""].join("\n"))
    }
    compare(join(locale, `${name}.txt`), written.join("\n"))
  },
)

it.each(locales.flatMap((locale) => (locale === "en" ? messageKeys : ELSEWHERE).map((key) => [locale, key] as const)))(
  "lays the mail out in %s about %s as ever",
  async (locale, key) => {
    const { html } = await render(key, "email", { locale, ...(audienceOf(key) === "customer" && { unsubscribeUrl }) })
    compare(join(locale, `${key}.email.html`), html!.replaceAll("><", ">\n<") + "\n")
  },
)

/** Node versions differ in the no-break space that Intl writes. */
const withPlainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ")

function compare(file: string, content: string): void {
  const path = join(__dirname, "golden", file)
  const now = withPlainSpaces(content)
  if (UPDATE) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, now)
  }
  expect(now).toBe(readFileSync(path, "utf8"))
}
