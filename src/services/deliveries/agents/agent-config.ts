import { z } from "@medusajs/framework/zod"

const PLACEHOLDERS = /\{(order_id|display_id|cart_id)\}/g

/** The part of an order that an agents' platform is sent, and how it knows the order. The same in every protocol. */
export const agentConfig = {
  /**
   * The platform's orders: those whose metadata holds all of these entries. Whoever runs the platform's checkout writes them to the
   * cart. Nothing is guessed: an order without them is nobody's.
   */
  orders: z
    .record(z.string().min(1), z.string().min(1))
    .refine((entries) => Object.keys(entries).length > 0, 'name the metadata of the platform\'s orders: { agent: "openai" }'),
  /** The order's metadata under which the platform's own checkout id stands; the cart's id where it is left out. */
  checkoutIdKey: z.string().min(1).optional(),
  /** The order's page: `https://shop.example/orders/{order_id}`; also `{display_id}` and `{cart_id}`. */
  permalink: z
    .string()
    .refine(
      (text) => /^https:\/\//.test(text) && URL.canParse(text.replace(PLACEHOLDERS, "1")) && text.search(PLACEHOLDERS) > 0,
      "must be an https:// URL with {order_id}, {display_id} or {cart_id}",
    ),
}

export interface AgentConfig {
  readonly orders: Readonly<Record<string, string>>
  readonly checkoutIdKey?: string | undefined
  readonly permalink: string
}

/** Whether an order came from the platform, by what its checkout wrote. */
export const isPlatformOrder = ({ orders }: AgentConfig, metadata: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(orders).every(([key, value]) => Object.hasOwn(metadata, key) && metadata[key] === value)

/** The page of one order. Values are encoded: an id never becomes a part of the path. */
export const permalinkOf = (
  { permalink }: AgentConfig,
  values: Readonly<Record<"order_id" | "display_id" | "cart_id", string>>,
): string => permalink.replace(PLACEHOLDERS, (_placeholder, name: keyof typeof values) => encodeURIComponent(values[name]))
