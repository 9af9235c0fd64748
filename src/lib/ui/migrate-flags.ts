import { Args, Flags } from '@oclif/core'

/** The argument of every command that works on a mapping. */
export const mappingArg = Args.string({ description: '映射文件', required: true })

/** Which part of a mapping a run takes. */
export const scopeFlags = {
  entity: Flags.string({
    description: '只迁这一类（映射里 entities 下的名称），可写多个',
    helpValue: 'NAME',
    multiple: true,
  }),
  limit: Flags.integer({ description: '每一类最多读这么多行，试迁用', helpValue: 'N', min: 1 }),
  keys: Flags.string({ description: '只迁这些主键，可写多个', helpValue: 'KEY', multiple: true }),
}

/** The scope that the flags name. */
export function scopeOf(flags: {
  readonly entity?: string[] | undefined
  readonly limit?: number | undefined
  readonly keys?: string[] | undefined
  readonly 'only-quarantine'?: boolean
}) {
  const { entity = null, limit = null, keys = null } = flags
  return { entities: entity, limit, keys, onlyQuarantine: flags['only-quarantine'] ?? false }
}
