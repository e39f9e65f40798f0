import { readSendFailure, SendError } from "../send-error"

describe("a provider's failure, passed in its message", () => {
  it.each([
    { kind: "permanent", code: "gone" },
    { kind: "transient", code: "throttled", retryAfterSeconds: 30 },
    { kind: "transient", code: "timeout" },
  ] as const)("reads $kind $code back", (failure) => {
    const { message } = new SendError("The peer said [no: thing]", failure)
    expect(readSendFailure(`Failed to send notification with id noti_1:\n${message}`)).toEqual(failure)
  })

  it("rounds a wait up to whole seconds", () => {
    expect(new SendError("Slow", { kind: "transient", code: "throttled", retryAfterSeconds: 0.2 }).retryAfterSeconds).toBe(1)
  })

  it("is not read from the errors of others", () => {
    expect(readSendFailure("550 [permanent: gone] and more")).toBeUndefined()
    expect(readSendFailure("[permanent: ]")).toBeUndefined()
  })
})
