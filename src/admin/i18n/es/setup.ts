import type { LaterWords } from "../words"

export const setup: LaterWords["setup"] = {
  title: "Webhooks de pago",
  hint: "Qué introducir en su proveedor de pagos y si funciona.",
  none: "No hay ninguna cuenta configurada: los webhooks llegan a la ruta propia de Medusa y los verifican sus proveedores de pago.",
  atProvider: "En {{provider}}",
  url: "URL del webhook",
  urlAssumed: "La dirección con la que abrió el panel. Si los proveedores llegan a su tienda por otra, use esa.",
  urlLocal: "Solo esta máquina o su red llega a esta dirección. Use la pública de su tienda.",
  events: "Eventos que activar",
  noEvents: "No hay nada que elegir; su página dice qué se lee.",
  pages: "Documentación",
  ours: "Este proveedor en la documentación del complemento",
  theirs: "Webhooks en la documentación de {{provider}}",
  own: "Este proveedor es propio de su tienda.",
  test: "Enviar una prueba",
  send: "Enviar prueba",
  testHint:
    "Una llamada firmada con el secreto de la propia cuenta pasa por la recepción real. Su evento se ignora: no se mueve dinero.",
  noTest: "Solo {{provider}} puede firmar una llamada para esta cuenta. Haga que envíe una prueba desde su panel.",
  received: "Verificada y recibida.",
  event: "Ver el evento",
  findings: "Hallazgos",
  levels: {
    ok: "Bien",
    warn: "Revíselo",
    fail: "Roto",
  },
}
