import type { Words } from "../words"

export const story: Words["story"] = {
  title: "お支払いの履歴",
  only: "表示を絞り込む",
  details: "詳細",
  close: "閉じる",
  export: "{{format}}で保存",
  earlier: "以前の記録を表示",
  more: "新しい順に{{n}}件を表示しています。続きがあります。",
  messagesHidden: "お使いの権限ではメッセージを閲覧できません。",
  happened: "決済サービスでの日時：{{date}}",
  attempts: "試行回数：{{n}}",
  session: "決済セッション",
  entries: {
    payment: "お支払い",
    capture: "売上確定",
    refund: "返金",
    message: "メッセージ",
    callback: "コールバック",
  },
}
