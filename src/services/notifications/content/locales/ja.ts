import type { Catalog } from "../catalog"
import { attentionMessages, merchantWords } from "../merchant-words"
import { ja as attention } from "./attention/ja"

const order = "{has_order, select, yes {ご注文（番号 {order}）} other {ご注文}}"
const shop = "{has_shop, select, yes {{shop}での} other {}}"
const from = "{has_shop, select, yes {【{shop}】} other {}}"
const card = "{has_brand, select, yes {{brand}カード} other {カード}}{has_last4, select, yes {（末尾 {last4}）} other {}}"

const merchant = merchantWords({
  about: "{about, select, both {（注文 {order}、{amount}）} order {（注文 {order}）} amount {（{amount}）} other {}}",
  where:
    "{has_due, select, yes {回答期限：{due}\n} other {}}" +
    "{has_account, select, yes {アカウント：{account}\n} other {}}" +
    "{has_provider_payment, select, yes {決済サービスでの決済番号：{provider_payment}} other {}}",
})

/** Japanese, in polite speech. */
export const ja: Catalog = {
  frame: {
    links: {
      order: "ご注文を確認する",
      pay: "お支払いを完了する",
      paymentMethods: "お支払い方法を更新する",
      preferences: "通知の設定",
      attention: "確認する",
      shop: "ショップを見る",
    },
    support: "ご不明な点は {support_email} までお問い合わせください。",
    unsubscribe: "配信を停止する",
  },
  customer: {
    "payment.captured": {
      subject: `${order}のお支払いを確認しました`,
      text: `${shop}${order}について、{amount} のお支払いを確認いたしました。\n\nありがとうございました。`,
      short: `${from}${order}について、{amount} のお支払いを確認いたしました。ありがとうございました。`,
    },
    "payment.pending": {
      subject: `${order}のお支払いはまだ確認できていません`,
      text: `${shop}${order}の {amount} のお支払いは手続き中で、まだ確認できておりません。お支払い方法によっては数日かかることがあります。\n\nお客様に行っていただくことはございません。重ねてお支払いにならないようお願いいたします。確認でき次第、お知らせいたします。`,
      short: `${from}${order}の {amount} のお支払いはまだ確認できておりません。重ねてお支払いにならないようお願いいたします。`,
    },
    "payment.requires_action": {
      subject: `${order}のお支払いを完了してください`,
      text: `${shop}${order}の {amount} のお支払いには、銀行アプリでの承認など、お客様による手続きがもう一つ必要です。\n\nまだ請求は行われておりません。`,
      short: `${from}${order}の {amount} のお支払いには、お客様による手続きがもう一つ必要です。まだ請求は行われておりません。`,
    },
    "payment.late": {
      subject: `${order}の取り消し後に届いたお支払いについて`,
      text: `${shop}${order}について、{amount} のお支払いが届きましたが、ご注文またはこのお支払いのご請求は、それより前に取り消されておりました。\n\nこのお支払いによってご注文が再び有効になることはございません。返金するか、当店からご連絡いたします。お客様に行っていただくことはございません。重ねてお支払いにならないようお願いいたします。`,
      short: `${from}${order}の {amount} のお支払いは、取り消し後に届きました。返金するか、当店からご連絡いたします。重ねてお支払いにならないようお願いいたします。`,
    },
    "payment.failed": {
      subject: `${order}のお支払いを完了できませんでした`,
      text: `${shop}${order}の {amount} のお支払いを完了できませんでした。{count, plural, =0 {} =1 {} other {（お手続き # 回）}}\n\n請求は行われておりません。同じお支払い方法、または別のお支払い方法でもう一度お試しください。`,
      short: `${from}${order}の {amount} のお支払いを完了できませんでした。請求は行われておりません。`,
    },
    "payment.canceled": {
      subject: `${order}のお支払いは取り消されました`,
      text: `${shop}${order}の {amount} のお支払いは取り消されました。\n\n今後、請求が行われることはございません。`,
      short: `${from}${order}の {amount} のお支払いは取り消されました。今後、請求が行われることはございません。`,
    },
    "payment.expired": {
      subject: `${order}のお支払いを確認できませんでした`,
      text: `${shop}${order}の {amount} のお支払い期限が過ぎましたが、ご入金を確認できませんでした。\n\n請求は行われておりません。`,
      short: `${from}${order}の {amount} のお支払い期限が過ぎました。請求は行われておりません。`,
    },
    "refund.succeeded": {
      subject: `${order}の返金のお知らせ`,
      text: `{has_remaining, select, yes {${shop}${order}のお支払いのうち、{amount} を返金いたしました。残りの {remaining} は返金の対象ではありません。} other {${shop}${order}のお支払いについて、{amount} を返金いたしました。}}\n\n金融機関での反映には数日かかることがあります。`,
      short: `${from}${order}について、{amount} を返金いたしました。反映には数日かかることがあります。`,
    },
    "refund.failed": {
      subject: `${order}の返金が遅れています`,
      text: `${shop}${order}の {amount} の返金を完了できませんでした。\n\nただいま対応しており、お客様に確実に返金されるようにいたします。お客様に行っていただくことはございません。`,
      short: `${from}${order}の {amount} の返金が遅れております。ただいま対応しておりますので、お待ちください。`,
    },
    "reward.issued": {
      subject: "ご注文の御礼にクーポンをお届けします",
      text: `${shop}${order}、誠にありがとうございました。クーポンコードは {code} です。次回のご注文{has_minimum, select, yes {（{minimum} 以上）} other {}}で {worth} 割引になります。\n\nこのメールアドレスで一回限りご利用いただけます{has_ends, select, yes {（有効期限：{ends}）} other {}}。`,
      short: `${from}ご注文ありがとうございました。コード {code} で次回のご注文{has_minimum, select, yes {（{minimum} 以上）} other {}}が {worth} 割引になります{has_ends, select, yes {（有効期限：{ends}）} other {}}。`,
    },
    "payment_method.expiring": {
      subject: "ご登録のお支払い方法の有効期限が近づいています",
      text: `{has_shop, select, yes {{shop}に} other {}}ご登録の${card}は {expires} に有効期限が切れます。\n\n次回のお支払いのため、お早めに別のお支払い方法をご登録ください。`,
      short: `${from}ご登録の${card}は {expires} に有効期限が切れます。お早めに別のお支払い方法をご登録ください。`,
    },
    "attention.orphan_payment": {
      subject: "お支払いを確認しました。ご注文を確認しております",
      text: `${shop}${order}について {amount} のお支払いを確認いたしましたが、ご注文をまだ確定できておりません。\n\nただいま確認しております。お客様に行っていただくことはございません。重ねてお支払いにならないようお願いいたします。`,
      short: `${from}{amount} のお支払いを確認し、ご注文を確認しております。重ねてお支払いにならないようお願いいたします。`,
    },
  },
  merchant: {
    ...attentionMessages(merchant, attention),
    "dispute.deadline": merchant(
      "異議申し立てにまだ回答していません",
      "期限までに決済サービスで回答してください。回答しない場合、代金は失われます。",
    ),
    "dispute.closed": merchant("異議申し立てが終了しました", "勝敗なく終了しました。対応は不要です。"),
    "dispute.won": merchant("異議申し立てに勝ちました", "代金は貴店のものです。これ以上の対応は不要です。"),
    "dispute.lost": merchant(
      "異議申し立てに敗れました",
      "代金は支払人に戻り、注文の取引にも記録されています。ショップからの返金ではありません。",
    ),
  },
}
