import type { LaterWords } from "../words"

export const causes: LaterWords["causes"] = {
  title: "中止したイベント（原因別）",
  hint: "アカウントと原因ごとに1行で表示します。先に原因を取り除いてから、イベントをもう一度反映してください。",
  events: "イベント：{{n}}件",
  seen: "受信：{{first}}〜{{last}}",
  more: "ここに表示されていない原因もあります。",
  show: "イベントを表示",
  replay: "{{n}}件すべてをもう一度反映",
  confirm: "もう一度反映するイベント：{{n}}件。このアカウントとこの原因のすべてのイベントです。",
  counting: "イベントを数えています…",
  safe: "すでに反映されたイベントは完了済みとして扱われ、二重の支払いや送信は起こりません。新しいWebhookは待たされず、誰でも停止できます。",
  begun: "イベントをもう一度反映しています",
  progress: "{{total}}件中{{done}}件をもう一度反映しました",
  failed: "再び失敗：{{n}}件",
  by: "開始：",
  stoppedBy: "停止：",
  stop: "停止する",
  stopped: "停止しました",
  states: { running: "進行中", stopped: "停止", finished: "完了" },
}
