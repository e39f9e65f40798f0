import type { AttentionWords } from "../../attention-words"

/** German. */
export const de: AttentionWords = {
  mismatch: [
    "Eine Zahlung weicht von ihrer Bestellung ab",
    "Es wurde nichts als bezahlt markiert. Nehmen Sie die Zahlung an, wie sie ist, erstatten Sie sie, oder verwerfen Sie den Hinweis.",
  ],
  orphan_payment: [
    "Eine Zahlung hat keine Bestellung",
    "Der Kunde hat bezahlt, doch es konnte keine Bestellung angelegt werden. Nehmen Sie die Zahlung an, um es nach Behebung der Ursache erneut zu versuchen, oder erstatten Sie sie.",
  ],
  double_payment: [
    "Eine Bestellung wurde doppelt bezahlt",
    "Die zweite Zahlung wurde nicht verbucht. Erstatten Sie sie, oder nehmen Sie sie an, wenn beide gewollt sind.",
  ],
  late_payment: [
    "Eine Zahlung kam zu spät",
    "Sie wurde nicht verbucht: Die Zahlung oder ihre Bestellung war zuvor storniert worden. Erstatten Sie sie, oder nehmen Sie sie an, um sie zu verbuchen.",
  ],
  capture_reversed: [
    "Eine Zahlung wurde zurückgenommen",
    "Die Bestellung gilt als bezahlt, der Zahlungsanbieter sagt das Gegenteil. Versenden Sie nichts, bevor Sie nachgesehen haben; nehmen Sie an, um den Verlust zu verbuchen.",
  ],
  refund_failed: [
    "Eine Erstattung ist fehlgeschlagen",
    "Der Kunde hat das Geld nicht erhalten. Erstatten Sie es auf anderem Weg.",
  ],
  refund_pending: ["Eine Erstattung steht seit Langem aus", "Fragen Sie beim Zahlungsanbieter nach, worauf sie wartet."],
  dispute: ["Eine Zahlung wird angefochten", "Antworten Sie beim Zahlungsanbieter vor Ablauf der Frist."],
  unpaid_order: [
    "Eine Bestellung wird nicht bezahlt",
    "Der Zahlungsanbieter hat die Zahlung aufgegeben. Stornieren Sie die Bestellung, oder bitten Sie den Kunden um eine andere Zahlung.",
  ],
  risk: ["Eine Zahlung sieht riskant aus", "Prüfen Sie sie, bevor Sie versenden."],
  provider_silent: [
    "Ein Zahlungsanbieter meldet sich nicht mehr",
    "Seit ungewöhnlich langer Zeit kam kein Webhook. Prüfen Sie die Webhook-URL beim Zahlungsanbieter.",
  ],
  drift: [
    "Eine Zahlung weicht von den Angaben des Zahlungsanbieters ab",
    "Die Abweichung konnte nicht von selbst behoben werden.",
  ],
  dead_event: [
    "Ein Webhook konnte nicht verarbeitet werden",
    "Es wird nicht weiter versucht. Beheben Sie die Ursache und nehmen Sie ihn an, um ihn zu verarbeiten, oder verwerfen Sie ihn.",
  ],
  out_of_stock: [
    "Eine bezahlte Bestellung ist nicht auf Lager",
    "Füllen Sie den Bestand auf und reservieren Sie die Artikel, oder erstatten Sie die Bestellung; verwerfen Sie dann diesen Hinweis.",
  ],
  unclear_report: [
    "Eine Meldung des Zahlungsanbieters ist unklar",
    "Der Anbieter meldet etwas über Geld, das nicht gelesen werden konnte. Sehen Sie dort nach und schließen Sie dies dann ab.",
  ],
  foreign_order: [
    "Eine Bestellung kam über einen anderen Kanal",
    "Sie wurde auf demselben Konto bezahlt, und dieser Shop hat keine Bestellung dazu. Erfassen Sie sie von Hand und schließen Sie dies dann ab.",
  ],
  after_payment_failed: [
    "Ein Schritt nach der Zahlung ist nicht gelungen",
    "Zahlung und Bestellung sind nicht betroffen. Beheben Sie die Ursache und holen Sie den Schritt von Hand nach; verwerfen Sie dann diesen Hinweis.",
  ],
  delivery_failing: [
    "Ein Empfänger ist nicht zu erreichen",
    "Dort kommen keine Meldungen an. Bringen Sie das Ziel oder seinen Empfänger in Ordnung und holen Sie nach, was fehlgeschlagen ist; verwerfen Sie dann diesen Hinweis.",
  ],
}
