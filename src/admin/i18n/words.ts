import type { en } from "./en/language"

type Texts<T> = { readonly [Name in keyof T]: T[Name] extends string ? string : Texts<T[Name]> }

/** One language: the English texts, key by key. `{{name}}` stands for a value. */
export type Words = Texts<typeof en>
