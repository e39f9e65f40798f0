import { harnessesOf } from "./harnesses"
import { holdProperties } from "./support/properties"

holdProperties(harnessesOf("wechatpay"))
