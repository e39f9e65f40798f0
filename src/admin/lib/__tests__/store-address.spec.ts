import { storeAddress } from "../store-address"

it.each([
  ["https://api.shop.example", { origin: "https://api.shop.example", isConfigured: true, isPublic: true }],
  ["/", { origin: "https://admin.shop.example", isConfigured: false, isPublic: true }],
  [undefined, { origin: "https://admin.shop.example", isConfigured: false, isPublic: true }],
  ["http://localhost:9000", { origin: "http://localhost:9000", isConfigured: true, isPublic: false }],
])("takes the store to be at %s", (configured, expected) =>
  expect(storeAddress(configured, "https://admin.shop.example/app/settings")).toEqual(expected),
)
