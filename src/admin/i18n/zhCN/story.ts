import type { Words } from "../words"

export const story: Words["story"] = {
  title: "付款历史",
  only: "仅显示",
  details: "详情",
  close: "关闭",
  export: "另存为 {{format}}",
  earlier: "显示更早的记录",
  more: "已显示最新的 {{n}} 条，还有更多。",
  messagesHidden: "您的角色无权查看消息。",
  happened: "支付服务商处的时间：{{date}}",
  attempts: "尝试次数：{{n}}",
  session: "付款会话",
  entries: {
    payment: "付款",
    capture: "收款",
    refund: "退款",
    message: "消息",
    callback: "回调",
  },
}
