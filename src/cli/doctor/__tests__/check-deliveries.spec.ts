import { UnsafeEndpointError } from "../../../services/domain/errors"
import { SealedTextError } from "../../../services/deliveries/secrets/sealed-text-error"
import { addressProblem } from "../check-address"
import { checkDeliveries } from "../check-deliveries"

const NOW = new Date("2026-06-01T12:00:00Z")
const erp = {
  id: "erp",
  kind: "http",
  state: "active",
  disabled_reason: null,
  disabled_at: null,
  failing_since: null,
  waiting: 0,
}

async function checks(
  given: object,
  { open = async () => ({ config: { url: "http://127.0.0.1:9300/" } }), packages = [] as string[] } = {},
) {
  const service = {
    deliveryOverview: { list: async () => [{ ...erp, ...given }] },
    destinations: { open },
    destinationKinds: new Map([["http", { packages }]]),
    options: { deliveries: { allowedHosts: ["127.0.0.1:9300"], ports: [443] } },
  }
  return (await checkDeliveries(service as never, NOW)).map(({ check, level, says }) => [check, level, says])
}

it("says nothing of a store without destinations", async () => {
  expect(await checkDeliveries({ deliveryOverview: { list: async () => [] } } as never)).toEqual([])
})

it.each<[object, string, RegExp]>([
  [{}, "ok", /^works$/],
  [{ waiting: 3 }, "ok", /^works; 3 facts wait$/],
  [{ state: "paused", waiting: 3 }, "warn", /^is paused; 3 facts wait$/],
  [{ failing_since: new Date("2026-06-01T09:00:00Z"), waiting: 3 }, "warn", /^has failed for 3 h; 3 facts wait/],
  [
    { state: "disabled", disabled_reason: "gone", disabled_at: new Date("2026-05-29T12:00:00Z") },
    "fail",
    /^is disabled for 3 d \(gone\): no fact is planned for it/,
  ],
])("judges a destination that is %j", async (given, level, says) => {
  expect(await checks(given)).toEqual([["destination erp", level, expect.stringMatching(says)]])
})

it.each<[string, object, RegExp]>([
  ["a kind that is gone", { kind: "sqs" }, /^there is no kind "sqs"/],
  ["a package that is missing", {}, /needs the package a-package-that-is-not-there; install it/],
])("fails for %s", async (_what, given, says) => {
  const [, sending] = await checks(given, { packages: ["a-package-that-is-not-there"] })
  expect(sending).toEqual(["destination erp: sending", "fail", expect.stringMatching(says)])
})

it("fails for a key that is gone, and a URL that is not called", async () => {
  const sealed = new SealedTextError("config of erp was sealed with the key x, which deliveries.encryptionKeys does not hold")
  const [, locked] = await checks({}, { open: () => Promise.reject(sealed) })
  expect(locked).toEqual(["destination erp: sending", "fail", sealed.message])
  const [, inside] = await checks({}, { open: async () => ({ config: { url: "https://10.0.0.1/" } }) })
  expect(inside).toEqual([
    "destination erp: sending",
    "fail",
    expect.stringMatching(/^its URL is not called: its host 10\.0\.0\.1 is not public/),
  ])
})

it("asks where a name leads, but not for a host that is allowed, nor behind a proxy", async () => {
  const urls = { allowedHosts: ["erp.internal"], ports: [443] }
  const inside = (host: string, _options: object, done: (error: Error) => void) =>
    done(new UnsafeEndpointError(`${host} leads inside`))

  expect(await addressProblem("https://erp.example/", urls, inside as never)).toBe("erp.example leads inside")
  expect(await addressProblem("http://erp.internal/", urls, inside as never)).toBeUndefined()
  expect(await addressProblem("https://erp.example/", { ...urls, proxy: "http://proxy:3128" }, inside as never)).toBeUndefined()
  expect(await addressProblem("https://erp.example:8443/", urls, inside as never)).toBe("its port 8443 is not 443")
})
