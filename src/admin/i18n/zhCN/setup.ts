import type { LaterWords } from "../words"

export const setup: LaterWords["setup"] = {
  title: "支付 Webhook",
  hint: "要在支付商处填写的内容，以及是否正常。",
  none: "未配置账户：Webhook 到达 Medusa 自己的路由，由其支付提供方验证。",
  atProvider: "在 {{provider}}",
  url: "Webhook 网址",
  urlAssumed: "这是您打开后台的地址。如果支付商通过别的地址访问您的商店，请用那个地址。",
  urlLocal: "只有本机或其网络能访问此地址。请使用商店的公开地址。",
  events: "要启用的事件",
  noEvents: "没有可选的事件；其页面说明了读取的内容。",
  pages: "文档",
  ours: "插件文档中的该支付商",
  theirs: "{{provider}} 的 Webhook 文档",
  own: "该支付商是您商店自己的。",
  test: "发送测试",
  send: "立即测试",
  testHint: "用账户自己的密钥签名的调用会经过真实的接收流程。其事件会被忽略：不会动用资金。",
  noTest: "只有 {{provider}} 能为此账户签名。请在其后台发送测试。",
  received: "已验证并接收。",
  event: "查看事件",
  findings: "检查结果",
  levels: {
    ok: "正常",
    warn: "请查看",
    fail: "故障",
  },
}
