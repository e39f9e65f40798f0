import type { LaterWords } from "../words"

export const causes: LaterWords["causes"] = {
  title: "已放弃的事件（按原因）",
  hint: "每个账户的每个原因显示为一行。请先排除原因，再重新处理这些事件。",
  events: "事件：{{n}}",
  seen: "接收时间：{{first}} 至 {{last}}",
  more: "还有更多原因未在此显示。",
  show: "查看事件",
  replay: "全部重新处理（{{n}}）",
  confirm: "将重新处理的事件：{{n}}。即此账户因此原因放弃的全部事件。",
  counting: "正在统计事件…",
  safe: "已处理过的事件会被识别为已完成，不会重复付款或重复发送。新的 webhook 不受影响，任何人都可以停止。",
  begun: "正在重新处理事件",
  progress: "已重新处理 {{done}} / {{total}}",
  failed: "再次失败：{{n}}",
  by: "发起人：",
  stoppedBy: "停止人：",
  stop: "停止",
  stopped: "已停止",
  states: { running: "进行中", stopped: "已停止", finished: "已完成" },
}
