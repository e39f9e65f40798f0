/** How much wants a person. Each number stops at 1,000. */
export interface AttentionOverview {
  /** Items that wait for a decision. */
  readonly open: number
  /** There are more than `open`. */
  readonly open_is_capped: boolean
  /** Open items whose deadline is over. */
  readonly overdue: number
  /** Open items whose deadline comes within 72 hours. */
  readonly due_soon: number
}
