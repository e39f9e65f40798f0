import type { Catalog } from "../catalog"
import { attentionMessages, merchantWords } from "../merchant-words"
import { fr as attention } from "./attention/fr"

const order = "{has_order, select, yes {la commande n°\u00a0{order}} other {votre commande}}"
const shop = "{has_shop, select, yes { chez {shop}} other {}}"
const from = "{has_shop, select, yes {{shop}\u00a0: } other {}}"
const card = "{has_brand, select, yes {carte {brand}} other {carte}}{has_last4, select, yes { se terminant par {last4}} other {}}"

const merchant = merchantWords({
  about:
    "{about, select, both { (commande n°\u00a0{order}, {amount})} order { (commande n°\u00a0{order})} amount { ({amount})} other {}}",
  where:
    "{has_due, select, yes {Réponse attendue avant le {due}\n} other {}}" +
    "{has_account, select, yes {Compte\u00a0: {account}\n} other {}}" +
    "{has_provider_payment, select, yes {Paiement chez le prestataire\u00a0: {provider_payment}} other {}}",
})

/** French, with "vous". */
export const fr: Catalog = {
  frame: {
    links: {
      order: "Voir votre commande",
      pay: "Finaliser le paiement",
      paymentMethods: "Mettre à jour le moyen de paiement",
      preferences: "Paramètres de notification",
      attention: "Examiner",
      shop: "Visiter la boutique",
    },
    support: "Une question\u00a0? Écrivez à {support_email}.",
    unsubscribe: "Se désabonner",
  },
  customer: {
    "payment.captured": {
      subject: `Paiement reçu pour ${order}`,
      text: `Nous avons bien reçu votre paiement de {amount} pour ${order}${shop}.\n\nMerci.`,
      short: `${from}Nous avons bien reçu votre paiement de {amount} pour ${order}. Merci.`,
    },
    "payment.pending": {
      subject: `Paiement en attente de confirmation pour ${order}`,
      text: `Votre paiement de {amount} pour ${order}${shop} est en cours, mais il n’est pas encore confirmé. Avec certains moyens de paiement, cela prend quelques jours.\n\nVous n’avez rien à faire\u00a0; merci de ne pas payer une seconde fois. Nous vous préviendrons dès que le paiement sera confirmé.`,
      short: `${from}Votre paiement de {amount} pour ${order} n’est pas encore confirmé. Merci de ne pas payer une seconde fois.`,
    },
    "payment.requires_action": {
      subject: `Veuillez finaliser votre paiement pour ${order}`,
      text: `Votre paiement de {amount} pour ${order}${shop} nécessite encore une action de votre part, par exemple une validation dans votre application bancaire.\n\nRien n’a été débité pour le moment.`,
      short: `${from}Votre paiement de {amount} pour ${order} nécessite encore une action de votre part. Rien n’a été débité pour le moment.`,
    },
    "payment.late": {
      subject: `À propos de votre paiement tardif pour ${order}`,
      text: `Votre paiement de {amount} pour ${order}${shop} nous est parvenu, mais il n’était plus dû\u00a0: la commande, ou notre demande de paiement, avait été annulée auparavant.\n\nCe paiement ne rétablit pas la commande. Nous vous le rembourserons ou nous vous contacterons à ce sujet. Vous n’avez rien à faire\u00a0; merci de ne pas payer une seconde fois.`,
      short: `${from}Votre paiement de {amount} pour ${order} est arrivé après l’annulation. Nous le rembourserons ou vous contacterons. Merci de ne pas payer une seconde fois.`,
    },
    "payment.failed": {
      subject: `Échec du paiement pour ${order}`,
      text: `Votre paiement de {amount} pour ${order}${shop} n’a pas abouti.{count, plural, =0 {} =1 {} other { # tentatives ont été faites.}}\n\nAucun montant n’a été débité. Vous pouvez réessayer avec le même moyen de paiement ou un autre.`,
      short: `${from}Votre paiement de {amount} pour ${order} n’a pas abouti. Aucun montant n’a été débité.`,
    },
    "payment.canceled": {
      subject: `Paiement annulé pour ${order}`,
      text: `Votre paiement de {amount} pour ${order}${shop} a été annulé.\n\nRien de plus ne sera débité.`,
      short: `${from}Votre paiement de {amount} pour ${order} a été annulé. Rien de plus ne sera débité.`,
    },
    "payment.expired": {
      subject: `Paiement non reçu pour ${order}`,
      text: `Le délai pour payer {amount} pour ${order}${shop} est écoulé, et aucun paiement ne nous est parvenu.\n\nRien n’a été débité.`,
      short: `${from}Le délai pour payer {amount} pour ${order} est écoulé. Rien n’a été débité.`,
    },
    "refund.succeeded": {
      subject: `Remboursement pour ${order}`,
      text: `{has_remaining, select, yes {Nous vous avons remboursé {amount} sur votre paiement pour ${order}${shop}. Le solde non remboursé est de {remaining}.} other {Nous vous avons remboursé {amount} sur votre paiement pour ${order}${shop}.}}\n\nVotre banque peut mettre quelques jours à l’afficher.`,
      short: `${from}Nous vous avons remboursé {amount} pour ${order}. Votre banque peut mettre quelques jours à l’afficher.`,
    },
    "refund.failed": {
      subject: `Remboursement retardé pour ${order}`,
      text: `Votre remboursement de {amount} pour ${order}${shop} n’a pas pu aboutir.\n\nNous nous en occupons et veillerons à ce que vous receviez votre argent. Vous n’avez rien à faire.`,
      short: `${from}Votre remboursement de {amount} pour ${order} est retardé. Nous nous en occupons\u00a0; vous n’avez rien à faire.`,
    },
    "reward.issued": {
      subject: `Un remerciement pour ${order}`,
      text: `Merci pour ${order}${shop}. Votre code promotionnel est {code}\u00a0: {worth} de réduction sur votre prochaine commande{has_minimum, select, yes { à partir de {minimum}} other {}}.\n\nIl est valable une seule fois, avec cette adresse e-mail{has_ends, select, yes {, jusqu’au {ends}} other {}}.`,
      short: `${from}Merci pour ${order}. {worth} de réduction sur votre prochaine commande{has_minimum, select, yes { à partir de {minimum}} other {}} avec le code {code}{has_ends, select, yes {, jusqu’au {ends}} other {}}.`,
    },
    "payment_method.expiring": {
      subject: "Votre moyen de paiement enregistré expire bientôt",
      text: `Votre ${card}, enregistrée${shop}, expire le {expires}.\n\nVeuillez ajouter à temps un autre moyen de paiement, afin que votre prochain paiement aboutisse.`,
      short: `${from}Votre ${card} expire le {expires}. Veuillez ajouter à temps un autre moyen de paiement.`,
    },
    "attention.orphan_payment": {
      subject: "Paiement reçu, votre commande est en cours de vérification",
      text: `Nous avons bien reçu votre paiement de {amount} pour ${order}${shop}, mais nous n’avons pas encore pu confirmer la commande.\n\nNous nous en occupons. Vous n’avez rien à faire\u00a0; merci de ne pas payer une seconde fois.`,
      short: `${from}Nous avons reçu votre paiement de {amount} et vérifions votre commande. Merci de ne pas payer une seconde fois.`,
    },
  },
  merchant: {
    ...attentionMessages(merchant, attention),
    "dispute.deadline": merchant(
      "Une contestation attend encore une réponse",
      "Répondez chez le prestataire avant l’échéance, sinon l’argent est perdu.",
    ),
    "dispute.closed": merchant("Une contestation a été close", "Elle s’est terminée sans décision. Il n’y a plus rien à faire."),
    "dispute.won": merchant("Une contestation a été gagnée", "L’argent est à vous. Il n’y a plus rien à faire."),
    "dispute.lost": merchant(
      "Une contestation a été perdue",
      "L’argent est retourné au payeur, et les transactions de la commande l’indiquent. Il n’a pas été remboursé par la boutique.",
    ),
  },
}
