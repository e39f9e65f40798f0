/** Figures are no entity: there are no fields to choose from. */
export const metricsQueryConfig = { defaults: [], isList: false }
