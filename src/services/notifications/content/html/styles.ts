import type { Direction } from "../direction"

const FONTS =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'Hiragino Sans', 'PingFang SC', 'Microsoft YaHei', sans-serif"

/** Mail clients drop style sheets: every style that the mail needs to be readable is in a `style` attribute. */
export const styles = {
  body: { backgroundColor: "#f4f5f7", margin: "0", padding: "24px 8px", fontFamily: FONTS },
  container: { maxWidth: "560px", margin: "0 auto" },
  header: { padding: "8px 24px 16px" },
  shopName: { fontSize: "16px", fontWeight: "600", color: "#1f2430", textDecoration: "none", margin: "0" },
  logo: { maxHeight: "48px", height: "auto", fontSize: "16px", fontWeight: "600", color: "#1f2430" },
  card: { backgroundColor: "#ffffff", borderRadius: "8px", border: "1px solid #e3e5ea", padding: "28px 24px" },
  title: { fontSize: "20px", lineHeight: "28px", fontWeight: "600", color: "#1f2430", margin: "0 0 16px" },
  text: { fontSize: "15px", lineHeight: "24px", color: "#3a4150", margin: "0 0 16px" },
  codeBox: { margin: "8px 0 20px" },
  code: {
    fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
    fontSize: "18px",
    lineHeight: "24px",
    letterSpacing: "1px",
    color: "#1f2430",
    backgroundColor: "#f4f5f7",
    border: "1px dashed #9aa1b0",
    borderRadius: "6px",
    padding: "12px 16px",
    textAlign: "center",
    margin: "0",
  },
  button: {
    backgroundColor: "#1f2430",
    color: "#ffffff",
    fontSize: "15px",
    fontWeight: "600",
    borderRadius: "6px",
    padding: "12px 20px",
  },
  buttonBox: { margin: "8px 0 4px" },
  footer: { padding: "16px 24px" },
  small: { fontSize: "12px", lineHeight: "18px", color: "#626a7a", margin: "0 0 6px" },
  smallLink: { color: "#626a7a", textDecoration: "underline" },
} as const

/**
 * The body's color is also on its table's cell. `!important` wins over the style attributes, in the clients that know dark mode.
 * Constant: no text from outside may be inserted here.
 */
export const DARK_MODE = `
@media (prefers-color-scheme: dark) {
  .pn-page, .pn-page > table > tbody > tr > td { background-color: #14161b !important; }
  .pn-card { background-color: #1e2128 !important; border-color: #343944 !important; }
  .pn-strong { color: #f2f3f5 !important; }
  .pn-text { color: #d4d7de !important; }
  .pn-small { color: #a0a7b5 !important; }
  .pn-code { color: #f2f3f5 !important; background-color: #14161b !important; border-color: #626a7a !important; }
  .pn-button { background-color: #f2f3f5 !important; color: #14161b !important; }
}`

/** Older clients do not know "start". */
export const startOf = (direction: Direction): "left" | "right" => (direction === "rtl" ? "right" : "left")
