/** The words of the page. */
export interface PageWords {
  readonly title: string
  readonly ask: string
  readonly button: string
  readonly done: string
  readonly thanks: string
  readonly invalid: string
  readonly hint: string
}

/** By the language that the browser asks for, because a person who follows the link is not signed in. */
export const PAGE_WORDS = {
  en: {
    title: "Notifications",
    ask: "Stop receiving these messages? Messages about your payments still reach you.",
    button: "Unsubscribe",
    done: "Unsubscribed",
    thanks: "You will not receive these messages any more.",
    invalid: "This link is not valid",
    hint: "It may have been cut off. Sign in to your account to change what you receive.",
  },
  de: {
    title: "Benachrichtigungen",
    ask: "Diese Nachrichten nicht mehr erhalten? Nachrichten zu Ihren Zahlungen erreichen Sie weiterhin.",
    button: "Abmelden",
    done: "Abgemeldet",
    thanks: "Sie erhalten diese Nachrichten nicht mehr.",
    invalid: "Dieser Link ist ungültig",
    hint: "Vielleicht wurde er abgeschnitten. Melden Sie sich in Ihrem Konto an, um zu ändern, was Sie erhalten.",
  },
  es: {
    title: "Notificaciones",
    ask: "¿Desea dejar de recibir estos mensajes? Los mensajes sobre sus pagos seguirán llegándole.",
    button: "Cancelar la suscripción",
    done: "Suscripción cancelada",
    thanks: "Ya no recibirá estos mensajes.",
    invalid: "Este enlace no es válido",
    hint: "Puede que esté incompleto. Inicie sesión en su cuenta para cambiar lo que recibe.",
  },
  fr: {
    title: "Notifications",
    ask: "Ne plus recevoir ces messages ? Les messages concernant vos paiements vous parviendront toujours.",
    button: "Se désabonner",
    done: "Désabonnement effectué",
    thanks: "Vous ne recevrez plus ces messages.",
    invalid: "Ce lien n’est pas valide",
    hint: "Il est peut-être incomplet. Connectez-vous à votre compte pour choisir ce que vous recevez.",
  },
  ja: {
    title: "通知",
    ask: "このメッセージの受信を停止しますか。お支払いに関するお知らせは引き続きお届けします。",
    button: "配信を停止する",
    done: "配信を停止しました",
    thanks: "今後、このメッセージは届きません。",
    invalid: "このリンクは無効です",
    hint: "リンクが途中で切れている可能性があります。アカウントにログインして受信内容を変更してください。",
  },
  "zh-CN": {
    title: "通知",
    ask: "不再接收此类消息？与您的付款有关的消息仍会发送给您。",
    button: "退订",
    done: "已退订",
    thanks: "您将不再收到此类消息。",
    invalid: "此链接无效",
    hint: "链接可能不完整。请登录您的账户更改接收设置。",
  },
} as const satisfies Readonly<Record<string, PageWords>>

export type PageLanguage = keyof typeof PAGE_WORDS

export const PAGE_LANGUAGES = Object.keys(PAGE_WORDS) as PageLanguage[]
