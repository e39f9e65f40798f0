import { ProviderUnavailableError } from "../../../domain/errors"
import { callProvider } from "../call-provider"

const now = () => new Date("2025-06-01T12:00:00Z")

const refusal = async (status: number, retryAfter?: string): Promise<unknown> =>
  callProvider(
    {
      fetch: async () =>
        new Response("", { status, ...(retryAfter !== undefined && { headers: { "retry-after": retryAfter } }) }),
      now,
    },
    "https://provider.example/",
  ).catch((error: unknown) => error)

describe("a provider that is busy", () => {
  it.each([
    ["120", 120],
    ["0", 0],
    ["Sun, 01 Jun 2025 12:01:30 GMT", 90],
    ["Sun, 01 Jun 2025 11:00:00 GMT", 0],
    ["999999999", 86_400],
    ["Sun, 01 Jun 2035 12:00:00 GMT", 86_400],
  ])("says with Retry-After: %s for how long", async (text, seconds) => {
    for (const status of [429, 503]) expect(await refusal(status, text)).toMatchObject({ retryAfterSeconds: seconds })
  })

  it.each([undefined, "", "soon", "-5", "1e3", "1.5", "Sun, 99 Jun 2025 12:00:00 GMT"])(
    "does not say so with Retry-After: %s",
    async (text) => {
      const error = await refusal(429, text)
      expect(error).toBeInstanceOf(ProviderUnavailableError)
      expect((error as ProviderUnavailableError).retryAfterSeconds).toBeUndefined()
    },
  )
})
