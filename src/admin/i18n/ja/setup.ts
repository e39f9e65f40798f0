import type { LaterWords } from "../words"

export const setup: LaterWords["setup"] = {
  title: "決済Webhook",
  hint: "決済事業者に入力する内容と、動作しているかどうかです。",
  none: "アカウントが設定されていません。WebhookはMedusa自身のルートに届き、その決済プロバイダーが検証します。",
  atProvider: "{{provider}}での設定",
  url: "WebhookのURL",
  urlAssumed: "ダッシュボードを開いたアドレスです。事業者が別のアドレスでストアに届く場合は、そちらを使ってください。",
  urlLocal: "このアドレスにはこのマシンかそのネットワークからしか届きません。ストアの公開アドレスを使ってください。",
  events: "有効にするイベント",
  noEvents: "選択するものはありません。読み取る内容は該当ページにあります。",
  pages: "ドキュメント",
  ours: "プラグインのドキュメントでのこの事業者",
  theirs: "{{provider}}のWebhookドキュメント",
  own: "この事業者はストア独自のものです。",
  test: "テストを送る",
  send: "テスト送信",
  testHint: "アカウント自身のシークレットで署名した呼び出しが、実際の受信処理を通ります。イベントは無視され、お金は動きません。",
  noTest: "このアカウントへの呼び出しに署名できるのは{{provider}}だけです。事業者の管理画面からテストを送ってください。",
  received: "検証され、受信されました。",
  event: "イベントを表示",
  findings: "診断結果",
  levels: {
    ok: "良好",
    warn: "要確認",
    fail: "故障",
  },
}
