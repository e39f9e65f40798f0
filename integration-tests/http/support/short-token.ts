import { createHmac } from "node:crypto"

/** The example store's secret, unless its environment names another. */
const SECRET = "demo-jwt-secret"

/** The same login, ending at another time. */
export function endingAt(token: string, exp: number): string {
  const [header, payload] = token.split(".") as [string, string]
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object
  const content = `${header}.${Buffer.from(JSON.stringify({ ...claims, exp })).toString("base64url")}`
  return `${content}.${createHmac("sha256", SECRET).update(content).digest("base64url")}`
}
