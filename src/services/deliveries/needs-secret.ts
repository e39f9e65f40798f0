import type { DestinationKind } from "./kind"

/** Whether messages of this config are signed with a secret of the destination: a config that none is made for needs none. */
export const needsSecret = <Config>(kind: Pick<DestinationKind<Config>, "signs" | "makeSecret">, config: Config): boolean =>
  kind.signs && (!kind.makeSecret || kind.makeSecret(config) !== undefined)
