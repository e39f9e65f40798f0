import { UnsafeEndpointError } from "../../domain/errors"
import { pushServices, pushServiceUrl } from "../services"

const NONE = { services: [], allowedHosts: [] }

it.each([
  "https://fcm.googleapis.com/fcm/send/abc:def",
  "https://updates.push.services.mozilla.com/wpush/v2/abc",
  "https://updates.push.services.mozilla.com:443/wpush/v2/abc",
  "https://web.push.apple.com/QGxyz",
  "https://wns2-by3p.notify.windows.com/w/?token=abc",
])("takes %s", (endpoint) => expect(pushServiceUrl(endpoint, NONE).href).toBe(new URL(endpoint).href))

it.each<[string, RegExp]>([
  ["https://push.example.com/a", /push\.example\.com is no push service that this store knows/],
  ["https://fcm.googleapis.com.example.com/a", /no push service/],
  ["https://evilfcm.googleapis.com/a", /no push service/],
  ["https://storage.googleapis.com/a", /no push service/],
  ["https://push.apple.com/a", /no push service/],
  ["https://evil-push.apple.com/a", /no push service/],
  ["https://notify.windows.com.example.com/a", /no push service/],
  ["https://fcm.googleapis.com:8443/a", /names port 8443/],
  ["http://fcm.googleapis.com/a", /not an https/],
  ["https://user@fcm.googleapis.com/a", /user name/],
  ["https://127.0.0.1/a", /not public/],
])("refuses %s", (endpoint, message) => {
  expect(() => pushServiceUrl(endpoint, NONE)).toThrow(UnsafeEndpointError)
  expect(() => pushServiceUrl(endpoint, NONE)).toThrow(message)
})

it("takes services that the store adds, beside the known ones", () => {
  const options = { services: ["push.example.com", "*.push.example.org"], allowedHosts: [] }

  expect(pushServiceUrl("https://push.example.com/a", options).hostname).toBe("push.example.com")
  expect(pushServiceUrl("https://eu.push.example.org/a", options).hostname).toBe("eu.push.example.org")
  expect(pushServiceUrl("https://fcm.googleapis.com/a", options).hostname).toBe("fcm.googleapis.com")
  expect(() => pushServiceUrl("https://eu.push.example.com/a", options)).toThrow(/no push service/)
  expect(() => pushServiceUrl("https://push.example.org/a", options)).toThrow(/no push service/)
})

it("takes a host that the configuration vouches for, on its port and by plain http", () => {
  const options = { services: [], allowedHosts: ["127.0.0.1:9300"] }

  expect(pushServiceUrl("http://127.0.0.1:9300/push/1", options).host).toBe("127.0.0.1:9300")
  expect(() => pushServiceUrl("http://127.0.0.1:9301/push/1", options)).toThrow(UnsafeEndpointError)
})

it.each(["https://push.example.com", "push.example.com/a", "*", "*.com.", "localhost", "Push.example.com", "a.*.com", "1.2.3.4"])(
  "refuses %p as a service's host",
  (host) => expect(pushServices.safeParse([host]).success).toBe(false),
)
