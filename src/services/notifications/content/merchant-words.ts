import type { Words } from "./catalog"

/** What a language's messages to the merchant have in common, in ICU MessageFormat. */
interface Common {
  /** What it is about, after the title: the order, the sum, both or nothing (`about`: both, order, amount, none). */
  readonly about: string
  /** The lines that say where to look. */
  readonly where: string
}

/** Puts what happened, the sentence of the payment at hand (`{detail}`, in English) and what may be done about it together. */
export const merchantWords =
  ({ about, where }: Common) =>
  (title: string, advice: string): Words => ({
    subject: `{has_shop, select, yes {[{shop}] } other {}}${title}${about}`,
    text: `{detail}\n\n${advice}\n\n${where}`,
    short: `${title}${about}: {detail}`,
  })
