import type { Labeled } from "./html/layout"

/** The mail without HTML: its paragraphs, its link, and the sender below the signature's mark. */
export function plainMail({
  paragraphs,
  button,
  shopName,
  support,
  links,
}: {
  readonly paragraphs: readonly string[]
  readonly button: Labeled | undefined
  readonly shopName: string | undefined
  readonly support: string | undefined
  readonly links: readonly Labeled[]
}): string {
  const footer = [shopName, support, ...links.map(line)].filter(Boolean)
  return [...paragraphs, ...(button ? [line(button)] : []), ...(footer.length ? [["-- ", ...footer].join("\n")] : [])].join(
    "\n\n",
  )
}

/** Angle brackets keep the following text out of the URL, and need no colon, which languages space differently. */
const line = ({ label, url }: Labeled): string => `${label} <${url}>`
