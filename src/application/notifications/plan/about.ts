/** The subject of a message. */
export interface About {
  /**
   * The subject of one message: a transition's or an attention item's id, with a suffix where there are two messages about it.
   */
  readonly subject: string
  readonly fact: string
  readonly payment_transition_id: string | null
  readonly payment_record_id: string | null
  readonly payment_attention_id: string | null
  /** The data that the content is rendered from. */
  readonly data: Readonly<Record<string, unknown>>
}
