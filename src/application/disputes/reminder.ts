/** The fact of a message that reminds the merchant of a dispute's deadline. */
export const DISPUTE_DEADLINE = "dispute.deadline"
