import type { Page } from "playwright-core"
import type { Trade } from "./trade"

/** A picture: its name, the page's address below `/app`, and how to tell that all of it is there. */
export interface Shown {
  readonly name: string
  readonly address: string
  readonly height?: number
  ready(page: Page): Promise<unknown>
}

const LIST = "/payment-notifications"

/** The pages that the documentation shows. */
export const pages = ({ orderId, paymentId }: Trade): readonly Shown[] => [
  {
    name: "bell",
    address: `${LIST}/attention`,
    async ready(page) {
      await page.getByRole("cell", { name: "€24.00" }).first().waitFor()
      await page.getByTestId("payment-notifications-bell").click()
      await page
        .getByRole("link", { name: /A payment differs from its order/ })
        .first()
        .waitFor()
    },
  },
  {
    name: "order",
    address: `/orders/${orderId}`,
    height: 1000,
    async ready(page) {
      const messages = page.getByText(/^arrived: /).first()
      await messages.waitFor()
      await messages.scrollIntoViewIfNeeded()
    },
  },
  {
    name: "story",
    address: `${LIST}/payments/${paymentId}`,
    height: 1000,
    ready: (page) => page.getByRole("button", { name: "Details: Refund" }).waitFor(),
  },
  {
    name: "events",
    address: `${LIST}/events`,
    ready: (page) => page.getByRole("cell", { name: "Held for review" }).first().waitFor(),
  },
  {
    name: "figures",
    address: `${LIST}/figures`,
    height: 1200,
    ready: (page) => page.locator(".recharts-bar-rectangle path").first().waitFor(),
  },
  {
    name: "setup",
    address: "/settings/payment-providers-setup?account=stripe",
    height: 1100,
    ready: (page) => page.getByText("among the newest 100").waitFor(),
  },
]
