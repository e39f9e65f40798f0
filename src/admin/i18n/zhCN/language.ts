import { zhCN as matterWords } from "../../../services/notifications/content/locales/attention/zh-CN"
import { matters } from "../matters"
import type { Words } from "../words"
import { attention } from "./attention"
import { events } from "./events"
import { findings } from "./findings"
import { order } from "./order"
import { story } from "./story"

/** Chinese, simplified. */
export const zhCN: Words = {
  menu: "待处理",
  matters: matters(matterWords),
  failed: { title: "无法读取", again: "重试" },
  titles: {
    callbacks: "付款回调",
    figures: "指标",
    messages: "消息",
    preview: "预览消息",
    setup: "支付 Webhook",
  },
  ...attention,
  events,
  findings,
  order,
  story,
}
