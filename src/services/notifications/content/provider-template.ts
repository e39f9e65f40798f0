import type { AddressKind } from "../channels"
import { messageKey, type MessageKey } from "./catalog"
import type { Templates } from "./options"

/** The template of Medusa's own notifications in the admin's feed. */
const FEED_TEMPLATE = "admin-ui"

/** The provider-side template of a message: the store's, else its name. */
export function providerTemplate(templates: Templates, key: MessageKey, kind: AddressKind | undefined): string {
  const template = templates[key]
  const named = typeof template === "string" ? template : typeof template === "object" ? template.template : undefined
  return named ?? (kind === "feed" ? FEED_TEMPLATE : key)
}

/**
 * Whether the store leaves a message's words to a template of its mail provider. Other channels get words all the same: a browser
 * shows the text it receives, and most SMS providers have no templates.
 */
export function usesProviderTemplate(
  templates: Templates,
  { audience, fact, kind }: { readonly audience: "customer" | "merchant"; readonly fact: string; readonly kind: AddressKind },
): boolean {
  const key = messageKey(audience, fact)
  return kind === "email" && key !== undefined && typeof templates[key] === "string"
}
