const dayAt = (moment: Date): string => moment.toISOString().slice(0, 10)

/** Makes something that is only right on the UTC day on which it was begun; over midnight it is undone and made anew. */
export async function withinOneDay<T>(make: () => Promise<T>, undo: (made: T) => Promise<unknown>): Promise<T> {
  for (;;) {
    const begun = dayAt(new Date())
    const made = await make()
    if (dayAt(new Date()) === begun) return made
    await undo(made)
  }
}
