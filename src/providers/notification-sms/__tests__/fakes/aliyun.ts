import { distrust } from "./acs3"
import { startFake, type Answer, type Received } from "./server"

interface Message {
  readonly BizId: string
  readonly PhoneNum: string
  readonly OutId: string | undefined
  readonly TemplateCode: string
  readonly TemplateParam: Readonly<Record<string, unknown>>
  readonly SignName: string
  /** `yyyyMMdd` in China. */
  readonly day: string
}

const say = (Code: string, more: object = {}): Answer => ({
  status: 200,
  json: { Code, Message: Code, RequestId: "R-1", ...more },
})

const dayInChina = (now: Date): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(now).replaceAll("-", "")

/** Alibaba Cloud's Short Message Service, 2017-05-25: `keys` are its access keys, `templates` the variables of each approved one. */
export async function fakeAliyun(keys: Readonly<Record<string, string>>, templates: Readonly<Record<string, readonly string[]>>) {
  const messages: Message[] = []
  const nonces = new Set<string>()
  const clock = { now: () => new Date() }

  function answer({ method, url, headers, body }: Received): Answer {
    const query = url.searchParams
    const fault = distrust({ method, path: url.pathname, query, headers, body }, keys, nonces, clock.now())
    if (fault)
      return { status: fault.endsWith("NotFound") ? 404 : 400, json: { Code: fault, Message: "refused", RequestId: "R-1" } }
    if (headers["x-acs-version"] !== "2017-05-25") return { status: 400, json: { Code: "InvalidVersion" } }
    if (headers["x-acs-action"] === "SendSms") return send(query)
    if (headers["x-acs-action"] === "QuerySendDetails") return list(query)
    return { status: 404, json: { Code: "InvalidAction.NotFound", Message: "refused" } }
  }

  function send(query: URLSearchParams): Answer {
    const phone = query.get("PhoneNumbers") ?? ""
    const code = query.get("TemplateCode") ?? ""
    const values = JSON.parse(query.get("TemplateParam") ?? "{}") as Record<string, unknown>
    if (!/^(1[3-9]\d{9}|(?!86)[1-9]\d{6,14})$/.test(phone)) return say("isv.MOBILE_NUMBER_ILLEGAL")
    const variables = templates[code]
    if (!variables) return say("isv.SMS_TEMPLATE_ILLEGAL")
    if (!variables.every((name) => name in values)) return say("isv.TEMPLATE_MISSING_PARAMETERS")
    if (!Object.values(values).every((value) => typeof value === "string")) return say("isv.INVALID_JSON_PARAM")
    const BizId = `9006197469364984${messages.length}^0`
    messages.push({
      BizId,
      PhoneNum: phone,
      OutId: query.get("OutId") ?? undefined,
      TemplateCode: code,
      TemplateParam: values,
      SignName: query.get("SignName") ?? "",
      day: dayInChina(clock.now()),
    })
    return say("OK", { BizId })
  }

  function list(query: URLSearchParams): Answer {
    const found = messages.filter(({ PhoneNum, day }) => PhoneNum === query.get("PhoneNumber") && day === query.get("SendDate"))
    const details = found.map(({ PhoneNum, OutId, TemplateCode }) => ({ PhoneNum, OutId, TemplateCode, SendStatus: 1 }))
    return say("OK", { TotalCount: String(found.length), SmsSendDetailDTOs: { SmsSendDetailDTO: details } })
  }

  return { ...(await startFake(answer)), messages, clock }
}
