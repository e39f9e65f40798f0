/**
 * The fact of a delivery that a person sends to try a destination. Its group is none of the money's: no pattern of a destination but `*`
 * has it, and no receiver takes it for a payment.
 */
export const TEST_FACT = "test.ping"
