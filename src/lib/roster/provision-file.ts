import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { AppError } from '../errors/index.js'
import { writeFileAtomic } from '../workspace/index.js'

const workNo = z.string().min(1).max(64)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const value = z.union([z.string(), z.boolean(), z.array(z.string())])

const account = z.strictObject({
  workNo,
  name: z.string().min(1),
  unit: z.string().min(1),
  active: z.boolean(),
  roles: z.array(z.string()),
})

const row = z.strictObject({
  action: z.enum([
    ...(['create', 'update', 'move', 'enable'] as const),
    ...(['disable', 'conflict', 'unmanaged'] as const),
  ]),
  reason: z.enum([
    ...(['not-in-hall', 'fields-differ', 'unit-differs', 'switched-off'] as const),
    ...(['not-in-mapping', 'left', 'not-ours'] as const),
  ]),
  workNo,
  name: z.string(),
  unit: z.string(),
  changes: z.array(
    z.strictObject({
      field: z.enum(['name', 'unit', 'roles', 'active']),
      held: value,
      wanted: value,
    }),
  ),
  /** The account as an apply would leave it; null when it is never touched. */
  account: account.nullable(),
})

/** Zod schema of a saved plan of accounts (`users plan --output FILE`). It holds no password, and has no place for one. */
export const accountPlanFile = z.strictObject({
  accountPlan: z.literal(1),
  /** Id of the workspace that made it. */
  workspace: z.string().min(1),
  /** Address of the hall it was made for. */
  hall: z.string(),
  /** Wall time. */
  made: z.string(),
  /** SHA-256 over all accounts of the hall as they were. */
  snapshot: hash,
  /** Units of new accounts that the hall does not have. */
  units: z.array(z.strictObject({ code: z.string(), name: z.string(), batch: z.string() })),
  rows: z.array(row),
  /** Accounts that are as they shall be. */
  unchanged: z.int().min(0),
  /** Work number -> SHA-256 of the account as the hall held it. */
  held: z.record(z.string(), hash),
})

/** What would have to be done to the accounts of a hall, and what the hall held then. */
export type AccountPlan = z.infer<typeof accountPlanFile>
/** One account of a plan. */
export type PlannedAccount = z.infer<typeof row>
/** One field that differs: what the hall holds, what the mapping wants. */
export type AccountChange = PlannedAccount['changes'][number]

/** Writes a plan whole or not at all; gives its path. */
export async function saveAccountPlan(file: string, plan: AccountPlan): Promise<string> {
  return (await writeFileAtomic(file, `${JSON.stringify(plan, null, 2)}\n`)).path
}

/** Reads a saved plan: HK-SYS-001 when it cannot be read, HK-ROST-301 when it is no plan, HK-ROST-302 when it is another workspace's. */
export async function readAccountPlan(file: string, workspace: string): Promise<AccountPlan> {
  const plan = accountPlanFile.safeParse(parsed(file, await textOf(file)))
  if (!plan.success) {
    const at = plan.error.issues[0]?.path.join('.') ?? ''
    throw new AppError('HK-ROST-301', { file, at })
  }
  if (plan.data.workspace !== workspace) throw new AppError('HK-ROST-302', { file })
  return plan.data
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new AppError('HK-SYS-001', { path, reason }, { cause: error })
  }
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('HK-ROST-301', { file, at: '' }, { cause: error })
  }
}
