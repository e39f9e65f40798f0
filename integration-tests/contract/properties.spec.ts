import { everyHarness, harnessesOf } from "./harnesses"
import { holdProperties } from "./support/properties"

/** These have files of their own. */
const elsewhere = new Set(harnessesOf("alipay", "wechatpay", "unionpay", "paypal"))

holdProperties(everyHarness.filter((entry) => !elsewhere.has(entry)))
