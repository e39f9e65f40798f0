import type { AttentionKind } from "../../domain/attention-kinds"
import type { AttentionWords } from "./attention-words"
import type { Words } from "./catalog"

/** The parts that a language's messages to the merchant have in common, in ICU MessageFormat. */
interface Common {
  /** The subject after the title: the order, the sum, both or nothing (`about`: both, order, amount, none). */
  readonly about: string
  /** The lines that name the deadline, the account and the payment at the provider. */
  readonly where: string
}

/** Puts a message together from its title, the sentence about this payment (`{detail}`, in English) and the advice. */
export const merchantWords =
  ({ about, where }: Common) =>
  (title: string, advice: string): Words => ({
    subject: `{has_shop, select, yes {[{shop}] } other {}}${title}${about}`,
    text: `{detail}\n\n${advice}\n\n${where}`,
    short: `${title}${about}: {detail}`,
  })

/** The messages about attention items, by their facts. */
export const attentionMessages = (merchant: ReturnType<typeof merchantWords>, words: AttentionWords) =>
  Object.fromEntries(
    Object.entries(words).map(([kind, [title, advice]]) => [`attention.${kind}`, merchant(title, advice)]),
  ) as Record<`attention.${AttentionKind}`, Words>
