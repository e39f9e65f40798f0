import type { Words } from "../words"

export const findings: Words["findings"] = {
  dispute: "支払人の銀行が、このお支払いのうち{{sum}}に異議を申し立てています。",
  warning: "支払人の銀行が、このお支払いのうち{{sum}}について照会、または異議申し立てを予告しています。",
  reason: "理由：{{reason}}。",
  until: "決済サービスで{{date}}まで回答できます。",
  noDeadline: "決済サービスは期限を示していません。",
  refundFailed: "{{sum}}の返金が支払人に届きませんでした。もう一度、または別の方法で返金してください。",
  silent:
    "支払いが行われているのに、{{date}}以降アカウント{{account}}のWebhookが届いていません。以前は{{minutes}}分ごとに届いていました。決済サービスで無効化や拒否がないか確認してください。",
  differences: {
    amount: "想定額は{{expected}}、報告額は{{reported}}です。",
    noAmount: "想定額は{{expected}}ですが、金額の報告がありません。",
    unreadable: "想定額は{{expected}}ですが、報告された金額を読み取れません。",
    currency: "想定通貨は{{expected}}、報告された通貨は{{reported}}です。",
    cart: "請求額は{{asked}}ですが、カートの現在の合計は{{costs}}です。",
    mode: "このアカウントは{{takes}}モードの支払いを受け付けますが、{{reports}}モードの支払いが報告されました。",
    paymentProvider: "決済セッションは{{belongs}}のものですが、このアカウントは{{takes}}を受け付けます。",
  },
}
