import type { Catalog } from "../catalog"
import { merchantWords } from "../merchant-words"

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
    "attention.mismatch": merchant(
      "Un paiement diffère de sa commande",
      "Rien n’a été marqué comme payé. Acceptez le paiement tel quel, remboursez-le ou classez cette alerte.",
    ),
    "attention.orphan_payment": merchant(
      "Un paiement n’a pas de commande",
      "Le client a payé, mais aucune commande n’a pu être créée. Acceptez pour réessayer une fois la cause corrigée, ou remboursez le paiement.",
    ),
    "attention.double_payment": merchant(
      "Une commande a été payée deux fois",
      "Le second paiement n’a pas été appliqué. Remboursez-le, ou acceptez-le si les deux sont voulus.",
    ),
    "attention.late_payment": merchant(
      "Un paiement est arrivé trop tard",
      "Il n’a pas été appliqué\u00a0: le paiement ou sa commande avait été annulé auparavant. Remboursez-le, ou acceptez-le pour l’enregistrer.",
    ),
    "attention.capture_reversed": merchant(
      "Un paiement a été repris",
      "La commande apparaît comme payée, mais le prestataire dit le contraire. N’expédiez rien avant d’avoir vérifié\u00a0; acceptez pour comptabiliser la perte.",
    ),
    "attention.refund_failed": merchant(
      "Un remboursement a échoué",
      "Le client n’a pas reçu l’argent. Remboursez-le par un autre moyen.",
    ),
    "attention.refund_pending": merchant(
      "Un remboursement est en attente depuis longtemps",
      "Demandez au prestataire ce qu’il attend.",
    ),
    "attention.dispute": merchant("Un paiement est contesté", "Répondez chez le prestataire avant l’échéance."),
    "attention.unpaid_order": merchant(
      "Une commande ne sera pas payée",
      "Le prestataire a abandonné le paiement. Annulez la commande, ou demandez un autre paiement au client.",
    ),
    "attention.risk": merchant("Un paiement semble risqué", "Vérifiez-le avant d’expédier."),
    "attention.provider_silent": merchant(
      "Un prestataire de paiement ne donne plus de nouvelles",
      "Aucun webhook n’est arrivé depuis plus longtemps que d’habitude. Vérifiez l’URL de webhook chez le prestataire.",
    ),
    "attention.drift": merchant(
      "Un paiement diffère de ce qu’en dit le prestataire",
      "L’écart n’a pas pu être corrigé automatiquement.",
    ),
    "attention.dead_event": merchant(
      "Un webhook n’a pas pu être appliqué",
      "Il n’y aura plus de nouvel essai. Corrigez la cause et acceptez pour l’appliquer, ou classez cette alerte.",
    ),
    "attention.out_of_stock": merchant(
      "Une commande payée est en rupture de stock",
      "Réapprovisionnez ses articles et réservez-les, ou remboursez la commande\u00a0; puis classez cette alerte.",
    ),
    "attention.unclear_report": merchant(
      "Un avis du prestataire n’est pas clair",
      "Le prestataire signale un mouvement d’argent qui n’a pas pu être lu. Vérifiez chez lui, puis classez ceci.",
    ),
    "attention.foreign_order": merchant(
      "Une commande est venue d’un autre canal",
      "Elle a été payée sur le même compte et cette boutique n’a pas de commande correspondante. Saisissez-la à la main, puis classez ceci.",
    ),
    "attention.after_payment_failed": merchant(
      "Une suite du paiement n’a pas pu être exécutée",
      "Le paiement et sa commande ne sont pas touchés. Corrigez la cause et faites-le à la main\u00a0; puis classez cette alerte.",
    ),
    "attention.delivery_failing": merchant(
      "Un tiers est injoignable",
      "Aucun envoi n’y arrive. Corrigez la destination ou son récepteur, et reprenez ce qui a échoué\u00a0; puis classez cette alerte.",
    ),
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
