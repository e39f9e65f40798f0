import type { Words } from "../words"

export const events: Words["events"] = {
  title: "Webhook 事件",
  hint: "支付服务商通知的内容，最新的在前。",
  none: "暂无事件",
  noneText: "支付服务商对商店的每次调用都会显示在这里。",
  type: "类型",
  reason: "原因",
  received: "接收时间",
  attempts: "尝试次数",
  error: "最近的错误",
  payload: "内容（不含个人数据和密钥）",
  changes: "引起的变化",
  unchanged: "没有引起任何变化。",
  verbs: { replay: "再次处理", ignore: "忽略" },
  replayed: "将再次处理",
  ignored: "已忽略",
  ignoreHint: "不会处理此事件。以后仍可处理。",
  states: {
    received: "等待中",
    processing: "正在处理",
    processed: "已处理",
    ignored: "已忽略",
    failed: "将重试",
    dead: "已放弃",
    quarantined: "保留待审",
  },
}
