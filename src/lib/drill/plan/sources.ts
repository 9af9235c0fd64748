import { z } from 'zod'

/** What a plan is made from, as people name it. */
export const planSources = ['plan', 'scripts', 'notice', 'items', 'people', 'articles'] as const

export type PlanSource = (typeof planSources)[number]

/** The sha-256 of each at the moment when the plan was made. */
export const planSourcesSchema = z.record(z.enum(planSources), z.string())

export type PlanSources = z.output<typeof planSourcesSchema>
