import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type {
  ShownChoices,
  ShownDestinations,
  ShownOneDestination,
} from "../../../api/admin/payment-notifications/destinations/answers"
import { read, type Query } from "../../lib/api"
import { keys } from "../../lib/keys"

const EVERY_MS = 30_000

/** A test, or what waited, has gone within seconds. */
const SOON_MS = 10_000

export type Row = Answer<ShownDestinations["destinations"]>[number]
export type Destination = Answer<ShownOneDestination["destination"]>
export type Choices = Answer<ShownChoices["choices"]>

/** A page of the parties that are called, the newest first. */
export const useDestinations = (query: Query) =>
  useQuery({
    queryKey: keys.destinations(query),
    queryFn: () => read<Answer<ShownDestinations>>("destinations", query),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
    retry: false,
  })

/** One of them, and how it goes. */
export const useDestination = (id: string, { enabled = true } = {}) =>
  useQuery({
    queryKey: keys.destination(id),
    queryFn: () => read<Answer<ShownOneDestination>>(`destinations/${id}`),
    select: ({ destination }) => destination,
    refetchInterval: SOON_MS,
    enabled,
    retry: false,
  })

/** The values that a destination of this store may have; they change with a restart. */
export const useChoices = () =>
  useQuery({
    queryKey: keys.choices,
    queryFn: () => read<Answer<ShownChoices>>("destinations/choices"),
    select: ({ choices }) => choices,
    staleTime: Infinity,
    retry: false,
  })
