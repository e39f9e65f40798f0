import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { Webhook } from "standardwebhooks"
import { WHSEC } from "./receiver"

const guide = readFileSync(join(__dirname, "../../../../../../docs/guides/callbacks.md"), "utf8")
const [, code = ""] = /```js\n([\s\S]*?)```/.exec(guide) ?? []

const OTHER = `whsec_${Buffer.alloc(32, "other").toString("base64")}`
const body = JSON.stringify({ id: "ptrn_1", title: "Größe 👟" })
const now = Date.now()

/** A call as the package standardwebhooks signs it. */
const signed = (secrets: string[], at = now) => ({
  "webhook-id": "ptrn_1",
  "webhook-timestamp": String(Math.floor(at / 1_000)),
  "webhook-signature": secrets.map((secret) => new Webhook(secret).sign("ptrn_1", new Date(at), body)).join(" "),
})

it("shows code for Node.js that verifies what is signed, and nothing else", () => {
  const cases = [
    [true, body, signed([WHSEC]), [WHSEC]],
    [true, body, signed([OTHER, WHSEC]), [WHSEC]],
    [true, body, signed([WHSEC]), [OTHER, WHSEC]],
    [false, body, signed([WHSEC]), [OTHER]],
    [false, `${body} `, signed([WHSEC]), [WHSEC]],
    [false, body, { ...signed([WHSEC]), "webhook-id": "ptrn_2" }, [WHSEC]],
    [false, body, signed([WHSEC], now - 301_000), [WHSEC]],
    [false, body, signed([WHSEC], now + 302_000), [WHSEC]],
    [false, body, { ...signed([WHSEC]), "webhook-signature": "v1," }, [WHSEC]],
    [false, body, {}, [WHSEC]],
  ] as const
  const script = `${code}
    const answers = ${JSON.stringify(cases)}.map(([, body, headers, secrets]) => verify(Buffer.from(body), headers, secrets, ${now}))
    console.log(JSON.stringify(answers))`
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" })

  expect(stderr).toBe("")
  expect(JSON.parse(stdout)).toEqual(cases.map(([expected]) => expected))
})
