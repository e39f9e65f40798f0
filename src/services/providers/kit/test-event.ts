import { randomUUID } from "node:crypto"

/** The type of a test call's event. No provider has it, and none reads it: it begins like nothing that is about money. */
export const TEST_TYPE = "test.ping"

/** The id of a test call's event, and when it is sent: in whole seconds, too. */
export const testEvent = (at: Date) => ({ id: `test_${randomUUID()}`, at, seconds: Math.floor(at.getTime() / 1000) })
