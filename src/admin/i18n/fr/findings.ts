import type { Words } from "../words"

export const findings: Words["findings"] = {
  dispute: "La banque du payeur conteste {{sum}} de ce paiement.",
  warning: "La banque du payeur s’interroge sur {{sum}} de ce paiement, ou annonce une contestation.",
  reason: "Motif\u00a0: {{reason}}.",
  until: "Il est possible d’y répondre chez le prestataire jusqu’au {{date}}.",
  noDeadline: "Le prestataire n’indique aucun délai.",
  refundFailed: "Un remboursement de {{sum}} n’est pas parvenu au payeur\u00a0: remboursez-le de nouveau ou par un autre moyen.",
  silent:
    "Aucun webhook du compte {{account}} depuis le {{date}}, alors que des paiements ont lieu. Auparavant, il en arrivait un toutes les {{minutes}} minutes. Vérifiez chez le prestataire s’il est désactivé ou refusé.",
  differences: {
    amount: "Attendu\u00a0: {{expected}}, annoncé\u00a0: {{reported}}.",
    noAmount: "Attendu\u00a0: {{expected}}\u00a0; aucun montant n’a été annoncé.",
    unreadable: "Attendu\u00a0: {{expected}}\u00a0; le montant annoncé est illisible.",
    currency: "Attendu en {{expected}}, annoncé en {{reported}}.",
    cart: "Demandé\u00a0: {{asked}}\u00a0; le panier coûte maintenant {{costs}}.",
    mode: "Le compte accepte les paiements en mode {{takes}}\u00a0; le prestataire en annonce un en mode {{reports}}.",
    paymentProvider: "La session de paiement appartient à {{belongs}}\u00a0; le compte accepte {{takes}}.",
  },
}
