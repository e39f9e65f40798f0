/** The names that the seed uses; scripts and tests read the same ones. */
export const demoData = {
  admin: { email: "admin@example.com", password: "supersecret" },
  customer: { email: "customer@example.com", password: "supersecret", firstName: "Ada", lastName: "Example" },
  publishableKeyTitle: "Example storefront",
  salesChannel: "Example storefront",
  product: { handle: "demo-mug", title: "Demo Mug", sku: "DEMO-MUG" },
  regions: [
    { name: "Europe", currency: "eur", countries: ["de", "fr", "it"], price: 25, shipping: 0 },
    { name: "China", currency: "cny", countries: ["cn"], price: 180, shipping: 0 },
    { name: "Nigeria", currency: "ngn", countries: ["ng"], price: 40_000, shipping: 0 },
    { name: "Japan", currency: "jpy", countries: ["jp"], price: 4000, shipping: 0 },
  ],
  stock: 1_000_000,
} as const
