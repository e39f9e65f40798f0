import type { Words } from "../words"

export const events: Words["events"] = {
  title: "Webhookイベント",
  hint: "決済サービスからの報告を、新しい順に表示します。",
  none: "イベントはまだありません",
  noneText: "決済サービスからの呼び出しがここに表示されます。",
  type: "種類",
  reason: "理由",
  received: "受信日時",
  attempts: "試行回数",
  error: "最後のエラー",
  payload: "内容（個人情報と秘密情報を除く）",
  changes: "変更された内容",
  unchanged: "何も変更されていません。",
  verbs: { replay: "もう一度反映する", ignore: "無視する" },
  replayed: "もう一度反映されます",
  ignored: "無視しました",
  ignoreHint: "反映されません。後から反映することもできます。",
  states: {
    received: "待機中",
    processing: "反映中",
    processed: "反映済み",
    ignored: "無視",
    failed: "再試行",
    dead: "中止",
    quarantined: "確認のため保留",
  },
}
