import type { AttentionWords } from "../../attention-words"

/** French. */
export const fr: AttentionWords = {
  mismatch: [
    "Un paiement diffère de sa commande",
    "Rien n’a été marqué comme payé. Acceptez le paiement tel quel, remboursez-le ou classez cette alerte.",
  ],
  orphan_payment: [
    "Un paiement n’a pas de commande",
    "Le client a payé, mais aucune commande n’a pu être créée. Acceptez pour réessayer une fois la cause corrigée, ou remboursez le paiement.",
  ],
  double_payment: [
    "Une commande a été payée deux fois",
    "Le second paiement n’a pas été appliqué. Remboursez-le, ou acceptez-le si les deux sont voulus.",
  ],
  late_payment: [
    "Un paiement est arrivé trop tard",
    "Il n’a pas été appliqué\u00a0: le paiement ou sa commande avait été annulé auparavant. Remboursez-le, ou acceptez-le pour l’enregistrer.",
  ],
  capture_reversed: [
    "Un paiement a été repris",
    "La commande apparaît comme payée, mais le prestataire dit le contraire. N’expédiez rien avant d’avoir vérifié\u00a0; acceptez pour comptabiliser la perte.",
  ],
  refund_failed: ["Un remboursement a échoué", "Le client n’a pas reçu l’argent. Remboursez-le par un autre moyen."],
  refund_pending: ["Un remboursement est en attente depuis longtemps", "Demandez au prestataire ce qu’il attend."],
  dispute: ["Un paiement est contesté", "Répondez chez le prestataire avant l’échéance."],
  unpaid_order: [
    "Une commande ne sera pas payée",
    "Le prestataire a abandonné le paiement. Annulez la commande, ou demandez un autre paiement au client.",
  ],
  risk: ["Un paiement semble risqué", "Vérifiez-le avant d’expédier."],
  provider_silent: [
    "Un prestataire de paiement ne donne plus de nouvelles",
    "Aucun webhook n’est arrivé depuis plus longtemps que d’habitude. Vérifiez l’URL de webhook chez le prestataire.",
  ],
  drift: ["Un paiement diffère de ce qu’en dit le prestataire", "L’écart n’a pas pu être corrigé automatiquement."],
  dead_event: [
    "Un webhook n’a pas pu être appliqué",
    "Il n’y aura plus de nouvel essai. Corrigez la cause et acceptez pour l’appliquer, ou classez cette alerte.",
  ],
  out_of_stock: [
    "Une commande payée est en rupture de stock",
    "Réapprovisionnez ses articles et réservez-les, ou remboursez la commande\u00a0; puis classez cette alerte.",
  ],
  unclear_report: [
    "Un avis du prestataire n’est pas clair",
    "Le prestataire signale un mouvement d’argent qui n’a pas pu être lu. Vérifiez chez lui, puis classez ceci.",
  ],
  foreign_order: [
    "Une commande est venue d’un autre canal",
    "Elle a été payée sur le même compte et cette boutique n’a pas de commande correspondante. Saisissez-la à la main, puis classez ceci.",
  ],
  after_payment_failed: [
    "Une suite du paiement n’a pas pu être exécutée",
    "Le paiement et sa commande ne sont pas touchés. Corrigez la cause et faites-le à la main\u00a0; puis classez cette alerte.",
  ],
  delivery_failing: [
    "Un tiers est injoignable",
    "Aucun envoi n’y arrive. Corrigez la destination ou son récepteur, et reprenez ce qui a échoué\u00a0; puis classez cette alerte.",
  ],
}
