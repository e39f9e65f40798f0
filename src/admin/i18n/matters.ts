import type { AttentionWords } from "../../services/notifications/content/attention-words"

type Texts = { readonly [Kind in keyof AttentionWords]: string }

/** Titles and advice as the messages to the merchant have them: whoever comes from a mail finds its words again. */
export function matters(words: AttentionWords): { readonly titles: Texts; readonly advice: Texts } {
  const all = Object.entries(words)
  return {
    titles: Object.fromEntries(all.map(([kind, [title]]) => [kind, title])) as Texts,
    advice: Object.fromEntries(all.map(([kind, [, advice]]) => [kind, advice])) as Texts,
  }
}
