import { zhCN as matterWords } from "../../../services/notifications/content/locales/attention/zh-CN"
import { matters } from "../matters"
import type { Words } from "../words"
import { attention } from "./attention"
import { callbacks } from "./callbacks"
import { events } from "./events"
import { findings } from "./findings"
import { messages } from "./messages"
import { order } from "./order"
import { story } from "./story"

/** Chinese, simplified. */
export const zhCN: Words = {
  menu: "待处理",
  matters: matters(matterWords),
  failed: { title: "无法读取", again: "重试" },
  ...attention,
  callbacks,
  events,
  findings,
  messages,
  order,
  story,
}
