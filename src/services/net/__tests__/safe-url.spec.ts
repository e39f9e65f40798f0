import { UnsafeEndpointError } from "../../domain/errors"
import { allowedHosts, safeUrl } from "../safe-url"

it.each([
  "https://fcm.googleapis.com/fcm/send/abc",
  "https://updates.push.services.mozilla.com:443/wpush/v2/abc",
  "https://web.push.apple.com/abc?x=1",
  "https://8.8.8.8/",
  "https://[2606:4700::1111]/",
])("lets %s pass", (url) => expect(safeUrl(url, []).href).toBe(new URL(url).href))

it.each([
  "",
  "push.example",
  "http://push.example/",
  "ftp://push.example/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "https://user:secret@push.example/",
  "https://user@push.example/",
  "https://localhost/",
  "https://localhost./",
  "https://LOCALHOST/",
  "https://a.localhost/",
  "https://metadata/",
  "https://metadata.google.internal/",
  "https://printer.local/",
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0177.0.0.1/",
  "https://169.254.169.254/latest/meta-data/",
  "https://10.0.0.1./",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:a9fe:a9fe]/",
  "https://[fd00:ec2::254]/",
])("refuses %p", (url) => expect(() => safeUrl(url, [])).toThrow(UnsafeEndpointError))

it("lets the configuration vouch for a host, or for one port of it", () => {
  expect(safeUrl("http://127.0.0.1:9300/push", ["127.0.0.1:9300"]).port).toBe("9300")
  expect(safeUrl("https://push.internal:8443/", ["push.internal"]).port).toBe("8443")
  expect(safeUrl("http://[::1]:80/", ["[::1]"]).hostname).toBe("[::1]")
  expect(() => safeUrl("http://127.0.0.1:9301/push", ["127.0.0.1:9300"])).toThrow(UnsafeEndpointError)
  expect(() => safeUrl("http://push.internal.evil.example/", ["push.internal"])).toThrow(UnsafeEndpointError)
  expect(() => safeUrl("ftp://push.internal/", ["push.internal"])).toThrow(UnsafeEndpointError)
  expect(() => safeUrl("http://a:b@push.internal/", ["push.internal"])).toThrow(UnsafeEndpointError)
})

it("reads hosts as URLs write them", () => {
  expect(allowedHosts.parse(["Push.Internal", "127.1:9300", "[::1]:80"])).toEqual(["push.internal", "127.0.0.1:9300", "[::1]"])
  for (const wrong of ["https://push.internal", "push.internal/path", "", "a b", "user@host"]) {
    expect(allowedHosts.safeParse([wrong]).success).toBe(false)
  }
})
