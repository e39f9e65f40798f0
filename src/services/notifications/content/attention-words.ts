import type { AttentionKind } from "../../domain/attention-kinds"

/**
 * The title of each kind of attention item, and what the merchant may do about it: plain text, for messages and for the dashboard's
 * pages. The pages load these files into a browser, so that they import nothing.
 */
export type AttentionWords = Readonly<Record<AttentionKind, readonly [title: string, advice: string]>>
