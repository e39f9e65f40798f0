/** What a message is about. */
export interface About {
  /** The thing told, once: a move's or an attention item's id, with a suffix where one thing is told twice. */
  readonly subject: string
  readonly fact: string
  readonly payment_transition_id: string | null
  readonly payment_record_id: string | null
  readonly payment_attention_id: string | null
  /** What the content is rendered from. */
  readonly data: Readonly<Record<string, unknown>>
}
