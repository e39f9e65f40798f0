import fc from "fast-check"
import { assertProperty } from "../../../__tests__/assert-property"
import { readSendFailure } from "../../../services/notifications/send-error"
import { MAX_PAYLOAD_BYTES, writePayload } from "../payload"
import { jsonBytes, trimText } from "../trim-text"

const write = (more: object) =>
  writePayload({ to: "", channel: "push", template: "", content: { subject: "Title", text: "Text" }, ...more })
const read = (more: object) => JSON.parse(write(more)) as Record<string, string>

const FAMILY = "👨‍👩‍👧‍👦"
const graphemesOf = (text: string) =>
  [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].map((it) => it.segment)

it("shortens a text by whole characters", () => {
  const { body } = read({ content: { subject: "Title", text: FAMILY.repeat(400) } })

  expect(body).toMatch(new RegExp(`^(${FAMILY})+…$`, "u"))
})

it("keeps a text that just fits, and shortens one that is a byte longer", () => {
  const space = MAX_PAYLOAD_BYTES - Buffer.byteLength(write({ content: { subject: "Title", text: "" } }))
  const fits = { content: { subject: "Title", text: "x".repeat(space) } }

  expect([read(fits).body?.length, Buffer.byteLength(write(fits))]).toEqual([space, MAX_PAYLOAD_BYTES])
  expect(read({ content: { subject: "Title", text: "x".repeat(space + 1) } }).body).toBe(`${"x".repeat(space - 3)}…`)
})

it("never exceeds its size and never cuts a character, whatever the text", () => {
  const texts = fc.string({
    unit: fc.constantFrom("a", '"', "\n", "é", "e\u0301", "漢", "😀", FAMILY, "🇩🇪", "\u0000", "ا"),
    maxLength: 1_500,
  })
  assertProperty(
    fc.property(texts, texts, (subject, text) => {
      const json = write({ content: { subject: `t${subject}`, text: `b${text}` } })
      const { title, body } = JSON.parse(json) as { title: string; body: string }
      expect(Buffer.byteLength(json)).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES)
      for (const [short, whole] of [
        [title, `t${subject}`.trim()],
        [body, `b${text}`.trim()],
      ] as const) {
        if (short === whole) continue
        const kept = graphemesOf(short.slice(0, -1))
        expect(short.endsWith("…")).toBe(true)
        expect(graphemesOf(whole).slice(0, kept.length)).toEqual(kept)
      }
    }),
    { cost: 8 },
  )
})

it("counts escapes as JSON writes them", () => {
  expect([jsonBytes('"\n\u0000ä'), trimText('""""', 6)]).toEqual([12, '"…'])
})

it.each([
  ["ar", { lang: "ar", dir: "rtl" }],
  ["he-IL", { lang: "he-IL", dir: "rtl" }],
  ["fa_IR", { lang: "fa-IR", dir: "rtl" }],
  ["ks-Deva", { lang: "ks-Deva", dir: "ltr" }],
  ["zh-Hant-HK", { lang: "zh-Hant-HK", dir: "ltr" }],
  ["no such language", {}],
  [null, {}],
])("gives language and direction of %s", (locale, expected) => {
  expect(read({ data: { locale } })).toEqual({ title: "Title", body: "Text", ...expected })
})

it.each(["https://shop.example/orders/1", "/orders/1", "orders/1?x=1"])("links %s", (url) => {
  expect(read({ data: { url } }).url).toBe(url)
})

it("shows the text once where there is no subject", () => {
  expect(read({ content: { text: " Only this " } })).toEqual({ title: "Only this", body: "" })
})

it.each([
  [{ content: {} }, "no_content"],
  [{ content: { subject: " ", text: "" } }, "no_content"],
  [{ data: { url: "javascript:alert(1)" } }, "invalid_url"],
  [{ data: { url: 7 } }, "invalid_url"],
  [{ data: { url: `/${"x".repeat(4_000)}` } }, "too_large"],
])("refuses a message that cannot be shown or opened (%#)", (more, code) => {
  let message = ""
  try {
    write(more)
  } catch (error) {
    message = (error as Error).message
  }
  expect(readSendFailure(message)).toEqual({ kind: "permanent", code })
})
