import type { en } from "./en/language"
import type { callbacks } from "./en/callbacks"
import type { causes } from "./en/causes"
import type { figures } from "./en/figures"
import type { messages } from "./en/messages"
import type { setup } from "./en/setup"

type Texts<T> = { readonly [Name in keyof T]: T[Name] extends string ? string : Texts<T[Name]> }

/** One language: the English texts, key by key. `{{name}}` stands for a value. */
export type Words = Texts<typeof en>

/** The texts of one language that are loaded with their pages. */
export type LaterWords = Texts<{
  callbacks: typeof callbacks
  causes: typeof causes
  figures: typeof figures
  messages: typeof messages
  setup: typeof setup
}>
