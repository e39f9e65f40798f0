/** The decision on record where no person decided: later events superseded the item. */
export const SYSTEM = { action: "supersede", actor: "system", note: null } as const
