/** The bytes of bodies that are held in memory. The events of one call share one body, which counts once. */
export class HeldBodies {
  readonly #holders = new Map<Buffer, number>()
  #bytes = 0

  /** The bytes held, were this body held as well. */
  bytesWith(body: Buffer | null): number {
    return this.#bytes + (body && !this.#holders.has(body) ? body.length : 0)
  }

  add(body: Buffer | null): void {
    if (!body) return
    const holders = this.#holders.get(body) ?? 0
    if (!holders) this.#bytes += body.length
    this.#holders.set(body, holders + 1)
  }

  remove(body: Buffer | null): void {
    const holders = body ? (this.#holders.get(body) ?? 0) : 0
    if (!body || !holders) return
    if (holders > 1) return void this.#holders.set(body, holders - 1)
    this.#holders.delete(body)
    this.#bytes -= body.length
  }
}
