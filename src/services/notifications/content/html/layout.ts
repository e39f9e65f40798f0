import { Body } from "@react-email/body"
import { Button } from "@react-email/button"
import { Container } from "@react-email/container"
import { Head } from "@react-email/head"
import { Html } from "@react-email/html"
import { Img } from "@react-email/img"
import { Link } from "@react-email/link"
import { Preview } from "@react-email/preview"
import { Section } from "@react-email/section"
import { Text } from "@react-email/text"
import { createElement as h, type ReactElement, type ReactNode } from "react"
import type { Direction } from "../direction"
import type { Shop } from "../options"
import { DARK_MODE, startOf, styles } from "./styles"

export interface Labeled {
  readonly label: string
  readonly url: string
}

/** A message as the layout shows it. Everything is text; React escapes it. */
export interface LayoutInput {
  readonly locale: string
  readonly direction: Direction
  readonly subject: string
  /** The text that mail clients show behind the subject, in their lists. */
  readonly preheader: string
  readonly paragraphs: readonly string[]
  /** A coupon's code, to be copied. */
  readonly code: string | undefined
  readonly button: Labeled | undefined
  readonly shop: Shop
  readonly support: string | undefined
  readonly links: readonly Labeled[]
}

/** The mail as a React element. Tables, inline styles, no image that the reader must see: mail clients are old browsers. */
export function layout(input: LayoutInput): ReactElement {
  const { locale, direction, paragraphs, code, button } = input
  const align = startOf(direction)
  return h(
    Html,
    { lang: locale, dir: direction },
    h(
      Head,
      null,
      h("title", null, input.subject),
      h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      h("meta", { name: "color-scheme", content: "light dark" }),
      h("meta", { name: "supported-color-schemes", content: "light dark" }),
      h("style", { dangerouslySetInnerHTML: { __html: DARK_MODE } }),
    ),
    h(
      Body,
      { className: "pn-page", style: styles.body },
      h(Preview, null, input.preheader),
      h(
        Container,
        { dir: direction, lang: locale, align: "center", style: { ...styles.container, textAlign: align } },
        header(input),
        h(
          Section,
          null,
          h(
            "div",
            { className: "pn-card", style: styles.card },
            h("h1", { className: "pn-strong", style: styles.title }, input.subject),
            ...paragraphs.map((paragraph) => h(Text, { className: "pn-text", style: styles.text }, ...lines(paragraph))),
            code && h("div", { style: styles.codeBox }, h("p", { className: "pn-code", dir: "ltr", style: styles.code }, code)),
            button &&
              h(
                "div",
                { style: styles.buttonBox },
                h(Button, { href: button.url, className: "pn-button", style: styles.button }, button.label),
              ),
          ),
        ),
        footer(input),
      ),
    ),
  )
}

/** The shop's logo, else its name. The logo's alternative text is the name, for readers who block images. */
function header({ shop: { name, url, logoUrl } }: LayoutInput): ReactNode {
  if (!name && !logoUrl) return null
  const mark = logoUrl
    ? h(Img, { src: logoUrl, alt: name ?? "", className: "pn-strong", style: styles.logo })
    : h("span", { className: "pn-strong", style: styles.shopName }, name)
  const linked = url ? h(Link, { href: url, className: "pn-strong", style: styles.shopName }, mark) : mark
  return h(Section, null, h("div", { style: styles.header }, linked))
}

function footer({ shop, support, links }: LayoutInput): ReactNode {
  if (!shop.name && !support && !links.length) return null
  const small = (...children: readonly ReactNode[]) => h(Text, { className: "pn-small", style: styles.small }, ...children)
  return h(
    Section,
    null,
    h(
      "div",
      { style: styles.footer },
      support && small(...mailto(support, shop.supportEmail)),
      links.length > 0 &&
        small(
          ...links.flatMap(({ label, url }, index) => [
            index > 0 && " · ",
            h(Link, { href: url, className: "pn-small", style: styles.smallLink }, label),
          ]),
        ),
      shop.name && small(shop.name),
    ),
  )
}

/** The sentence with its address made a link. */
function mailto(sentence: string, address: string | undefined): readonly ReactNode[] {
  const at = address ? sentence.indexOf(address) : -1
  if (!address || at < 0) return [sentence]
  const link = h(Link, { href: `mailto:${address}`, className: "pn-small", style: styles.smallLink }, address)
  return [sentence.slice(0, at), link, sentence.slice(at + address.length)]
}

const lines = (paragraph: string): readonly ReactNode[] =>
  paragraph.split("\n").flatMap((line, index) => [index > 0 && h("br"), line])
