import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { CountedDeliveries, SecretAnswer } from "../../../api/admin/payment-notifications/destinations/answers"
import { act, remove } from "../../lib/api"
import { keys } from "../../lib/keys"

export type Shown = Answer<SecretAnswer>

/** Does something to a destination, and reads everything again, whatever comes of it. */
function useAct<Input, Result>(mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient()
  // An answer may hold a secret: it is forgotten with the drawer that shows it.
  return useMutation({ mutationFn, gcTime: 0, onSettled: () => client.invalidateQueries({ queryKey: keys.all }) })
}

/** The words about a destination that need nothing else. */
export type Verb = "ping" | "pause" | "resume" | "disable" | "enable"

export const useVerb = (id: string) => useAct((verb: Verb) => act(`destinations/${id}/${verb}`, {}))

/** Makes a destination, or changes the one of this id. */
export const useSave = (id: string | undefined) =>
  useAct((body: object) => act<Shown>(id ? `destinations/${id}` : "destinations", body))

export const useRotate = (id: string) =>
  useAct((overlap_seconds: number) => act<Shown>(`destinations/${id}/rotate`, { overlap_seconds }))

export const useDelete = (id: string) => useAct(() => remove(`destinations/${id}`))

/** The two ways to catch up: what failed is tried again, what was never planned is. */
export type CatchUp = "recover" | "replay"

const catchUp = (id: string, verb: CatchUp, body: object) => act<Answer<CountedDeliveries>>(`destinations/${id}/${verb}`, body)

export const useCatchUp = (id: string, verb: CatchUp) => useAct((since: string) => catchUp(id, verb, { since }))

/** How many deliveries that would be; nothing is changed. */
export const useCount = (id: string, verb: CatchUp, since: string | undefined) =>
  useQuery({
    queryKey: keys.catchUp({ id, verb, since }),
    queryFn: () => catchUp(id, verb, { since, dry_run: true }),
    enabled: since !== undefined,
    retry: false,
  })
