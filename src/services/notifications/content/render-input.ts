import type { AddressKind } from "../channels"
import type { Audience } from "./catalog"
import type { MessageData } from "./message-data"
import type { ContentOptions } from "./options"

/** A fact to put into words: for which audience, on which kind of channel, in which language. */
export interface RenderInput {
  readonly fact: string
  readonly audience: Audience
  /** The kind of address that the channel delivers to: mail has HTML, a phone gets the short form. */
  readonly kind: AddressKind
  /** The requested language. */
  readonly locale: string | null
  readonly data: MessageData
  readonly options: ContentOptions
  /** http or https; shown in mails to customers. */
  readonly unsubscribeUrl?: string | undefined
}
