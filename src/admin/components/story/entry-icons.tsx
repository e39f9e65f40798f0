import {
  BellAlert,
  Bolt,
  CircleStack,
  CreditCard,
  CurrencyDollar,
  Envelope,
  ExclamationCircle,
  Link,
  ReceiptPercent,
  User,
} from "@medusajs/icons"
import type { StoryKind } from "../../lib/story-kinds"

/** A sign for each kind of entry. */
export const ICONS = {
  event: Bolt,
  payment: CreditCard,
  capture: CurrencyDollar,
  refund: ReceiptPercent,
  dispute: ExclamationCircle,
  medusa: CircleStack,
  message: Envelope,
  callback: Link,
  attention: BellAlert,
  decision: User,
} as const satisfies Record<StoryKind, unknown>
