import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { App } from "./app"
import { loadConfig } from "./lib/config"
import { ShopProvider } from "./lib/shop"
import "./styles.css"

const root = document.getElementById("root")!

loadConfig().then(
  (config) =>
    createRoot(root).render(
      <StrictMode>
        <ShopProvider config={config}>
          <App />
        </ShopProvider>
      </StrictMode>,
    ),
  () => (root.textContent = "The shop's server gives no config.json; start it with `npm run demo`."),
)
