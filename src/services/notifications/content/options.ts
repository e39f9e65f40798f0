import type { Audience, Frame, LinkName, MessageKey } from "./catalog"
import type { Links } from "./links"
import type { AddressKind } from "../channels"
import type { Values } from "./variables"

/** Words of the store's own; a field that is left out keeps the plugin's words. */
export interface OwnWords {
  readonly subject?: string | undefined
  readonly text?: string | undefined
  readonly short?: string | undefined
  /** The whole mail instead of the plugin's layout. Values are escaped, the message itself is not. */
  readonly html?: string | undefined
}

export interface OwnFrame {
  readonly links?: Readonly<Partial<Record<LinkName | "shop", string | undefined>>> | undefined
  readonly support?: Frame["support"] | undefined
  readonly unsubscribe?: Frame["unsubscribe"] | undefined
}

/** A language that the store adds or corrects. */
export interface OwnCatalog {
  readonly frame?: OwnFrame | undefined
  readonly facts?: Readonly<Partial<Record<MessageKey, OwnWords | undefined>>> | undefined
}

/** The argument of a template function. */
export interface TemplateMessage {
  readonly fact: string
  readonly audience: Audience
  readonly kind: AddressKind
  /** The language that the plugin would write in, and the requested one. */
  readonly locale: string
  readonly requestedLocale: string | null
  /** As the outbox stores it: sums in integer minor units, ids. */
  readonly data: Readonly<Record<string, unknown>>
  /** The same, formatted for `locale`. Not escaped. */
  readonly values: Values
  /** The button's link. */
  readonly url?: string
  readonly unsubscribeUrl?: string
}

export interface TemplateContent {
  readonly subject: string
  readonly text: string
  readonly html?: string | undefined
}

/** Writes a whole message; undefined leaves it to the plugin. */
export type TemplateFunction = (
  message: TemplateMessage,
) => TemplateContent | undefined | void | Promise<TemplateContent | undefined | void>

/** A provider-side template's id, words of the store's own, or both; or a function. */
export type Template =
  | string
  | { readonly template?: string | undefined; readonly messages?: Readonly<Record<string, OwnWords>> | undefined }
  | TemplateFunction

export type Templates = Readonly<Partial<Record<MessageKey, Template | undefined>>>

export interface Shop {
  readonly name?: string | undefined
  readonly url?: string | undefined
  readonly logoUrl?: string | undefined
  readonly supportEmail?: string | undefined
}

/** The options that messages are written from. */
export interface ContentOptions {
  readonly shop: Shop
  readonly links: Links
  readonly templates: Templates
  readonly messages: Readonly<Record<string, OwnCatalog>>
  readonly defaultLocale: string
}
