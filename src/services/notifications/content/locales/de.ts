import type { Catalog } from "../catalog"
import { attentionMessages, merchantWords } from "../merchant-words"
import { de as attention } from "./attention/de"

/** In the accusative, as "für" requires. */
const order = "{has_order, select, yes {die Bestellung Nr. {order}} other {Ihre Bestellung}}"
const subject = "{has_order, select, yes {Bestellung Nr. {order}} other {Ihre Bestellung}}"
const shop = "{has_shop, select, yes { bei {shop}} other {}}"
const from = "{has_shop, select, yes {{shop}: } other {}}"
const card =
  "{has_brand, select, yes {{brand}-Karte} other {Karte}}{has_last4, select, yes { mit den Endziffern {last4}} other {}}"

const merchant = merchantWords({
  about:
    "{about, select, both { (Bestellung Nr. {order}, {amount})} order { (Bestellung Nr. {order})} amount { ({amount})} other {}}",
  where:
    "{has_due, select, yes {Zu beantworten bis {due}\n} other {}}" +
    "{has_account, select, yes {Konto: {account}\n} other {}}" +
    "{has_provider_payment, select, yes {Zahlung beim Zahlungsanbieter: {provider_payment}} other {}}",
})

/** German, with the formal address. */
export const de: Catalog = {
  frame: {
    links: {
      order: "Bestellung ansehen",
      pay: "Zahlung abschließen",
      paymentMethods: "Zahlungsmittel aktualisieren",
      preferences: "Benachrichtigungen einstellen",
      attention: "Ansehen",
      shop: "Zum Shop",
    },
    support: "Fragen? Schreiben Sie an {support_email}.",
    unsubscribe: "Abbestellen",
  },
  customer: {
    "payment.captured": {
      subject: `Zahlung erhalten für ${subject}`,
      text: `Wir haben Ihre Zahlung über {amount} für ${order}${shop} erhalten.\n\nVielen Dank.`,
      short: `${from}Wir haben Ihre Zahlung über {amount} für ${order} erhalten. Vielen Dank.`,
    },
    "payment.pending": {
      subject: `Zahlung noch nicht bestätigt für ${subject}`,
      text: `Ihre Zahlung über {amount} für ${order}${shop} ist unterwegs, aber noch nicht bestätigt. Bei manchen Zahlungsarten dauert das einige Tage.\n\nSie müssen nichts tun; bitte zahlen Sie nicht noch einmal. Wir melden uns, sobald die Zahlung bestätigt ist.`,
      short: `${from}Ihre Zahlung über {amount} für ${order} ist noch nicht bestätigt. Bitte zahlen Sie nicht noch einmal; wir melden uns.`,
    },
    "payment.requires_action": {
      subject: `Bitte schließen Sie die Zahlung für ${subject} ab`,
      text: `Für Ihre Zahlung über {amount} für ${order}${shop} fehlt noch ein Schritt von Ihnen, zum Beispiel die Freigabe in Ihrer Banking-App.\n\nBisher wurde nichts abgebucht.`,
      short: `${from}Für Ihre Zahlung über {amount} für ${order} fehlt noch ein Schritt von Ihnen. Bisher wurde nichts abgebucht.`,
    },
    "payment.late": {
      subject: `Zu Ihrer verspäteten Zahlung für ${subject}`,
      text: `Ihre Zahlung über {amount} für ${order}${shop} ist bei uns eingegangen, war aber nicht mehr fällig: Die Bestellung oder unsere Zahlungsaufforderung war zuvor storniert worden.\n\nDie Bestellung lebt durch die Zahlung nicht wieder auf. Wir erstatten Ihnen den Betrag oder melden uns dazu bei Ihnen. Sie müssen nichts tun; bitte zahlen Sie nicht noch einmal.`,
      short: `${from}Ihre Zahlung über {amount} für ${order} kam nach der Stornierung an. Wir erstatten sie oder melden uns. Bitte zahlen Sie nicht noch einmal.`,
    },
    "payment.failed": {
      subject: `Zahlung fehlgeschlagen für ${subject}`,
      text: `Ihre Zahlung über {amount} für ${order}${shop} ist fehlgeschlagen.{count, plural, =0 {} =1 {} other { Es gab # Versuche.}}\n\nEs wurde nichts abgebucht. Sie können es mit demselben oder einem anderen Zahlungsmittel noch einmal versuchen.`,
      short: `${from}Ihre Zahlung über {amount} für ${order} ist fehlgeschlagen. Es wurde nichts abgebucht.`,
    },
    "payment.canceled": {
      subject: `Zahlung storniert für ${subject}`,
      text: `Ihre Zahlung über {amount} für ${order}${shop} wurde storniert.\n\nEs wird nichts weiter abgebucht.`,
      short: `${from}Ihre Zahlung über {amount} für ${order} wurde storniert. Es wird nichts weiter abgebucht.`,
    },
    "payment.expired": {
      subject: `Keine Zahlung eingegangen für ${subject}`,
      text: `Die Frist für die Zahlung über {amount} für ${order}${shop} ist abgelaufen, und es ist keine Zahlung bei uns eingegangen.\n\nEs wurde nichts abgebucht.`,
      short: `${from}Die Frist für die Zahlung über {amount} für ${order} ist abgelaufen. Es wurde nichts abgebucht.`,
    },
    "refund.succeeded": {
      subject: `Erstattung für ${subject}`,
      text: `{has_remaining, select, yes {Von Ihrer Zahlung für ${order}${shop} haben wir {amount} erstattet. Nicht erstattet wurden {remaining}.} other {Von Ihrer Zahlung für ${order}${shop} haben wir {amount} erstattet.}}\n\nBis Ihre Bank die Gutschrift anzeigt, können einige Tage vergehen.`,
      short: `${from}Von Ihrer Zahlung für ${order} haben wir {amount} erstattet. Die Gutschrift kann einige Tage dauern.`,
    },
    "refund.failed": {
      subject: `Erstattung verzögert sich für ${subject}`,
      text: `Ihre Erstattung über {amount} für ${order}${shop} konnte nicht ausgeführt werden.\n\nWir kümmern uns darum, dass Sie Ihr Geld erhalten. Sie müssen nichts tun.`,
      short: `${from}Ihre Erstattung über {amount} für ${order} verzögert sich. Wir kümmern uns darum; Sie müssen nichts tun.`,
    },
    "reward.issued": {
      subject: `Ein Dankeschön für ${subject}`,
      text: `Vielen Dank für ${order}${shop}. Ihr Gutscheincode lautet {code}: {worth} Rabatt auf Ihre nächste Bestellung{has_minimum, select, yes { ab {minimum}} other {}}.\n\nEr gilt einmal und nur mit dieser E-Mail-Adresse{has_ends, select, yes {, bis zum {ends}} other {}}.`,
      short: `${from}Vielen Dank für ${order}. {worth} Rabatt auf Ihre nächste Bestellung{has_minimum, select, yes { ab {minimum}} other {}} mit dem Code {code}{has_ends, select, yes {, bis zum {ends}} other {}}.`,
    },
    "payment_method.expiring": {
      subject: "Ihr gespeichertes Zahlungsmittel läuft bald ab",
      text: `Ihre gespeicherte ${card}${shop} läuft am {expires} ab.\n\nBitte hinterlegen Sie rechtzeitig ein anderes Zahlungsmittel, damit Ihre nächste Zahlung gelingt.`,
      short: `${from}Ihre gespeicherte ${card} läuft am {expires} ab. Bitte hinterlegen Sie rechtzeitig ein anderes Zahlungsmittel.`,
    },
    "attention.orphan_payment": {
      subject: "Zahlung erhalten, Ihre Bestellung wird geprüft",
      text: `Wir haben Ihre Zahlung über {amount} für ${order}${shop} erhalten, konnten die Bestellung aber noch nicht bestätigen.\n\nWir kümmern uns darum. Sie müssen nichts tun; bitte zahlen Sie nicht noch einmal.`,
      short: `${from}Wir haben Ihre Zahlung über {amount} erhalten und prüfen Ihre Bestellung. Bitte zahlen Sie nicht noch einmal.`,
    },
  },
  merchant: {
    ...attentionMessages(merchant, attention),
    "dispute.deadline": merchant(
      "Eine Anfechtung ist noch zu beantworten",
      "Antworten Sie beim Zahlungsanbieter vor Ablauf der Frist, sonst ist das Geld verloren.",
    ),
    "dispute.closed": merchant("Eine Anfechtung wurde geschlossen", "Sie endete ohne Entscheidung. Es ist nichts weiter zu tun."),
    "dispute.won": merchant("Eine Anfechtung wurde gewonnen", "Das Geld gehört Ihnen. Es ist nichts weiter zu tun."),
    "dispute.lost": merchant(
      "Eine Anfechtung wurde verloren",
      "Das Geld ging an den Zahler zurück; die Transaktionen der Bestellung zeigen das. Es wurde nicht über den Shop erstattet.",
    ),
  },
}
