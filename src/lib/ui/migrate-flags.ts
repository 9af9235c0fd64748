import { Args, Flags } from '@oclif/core'
import { AppError } from '../errors/index.js'

/** The argument of every command that works on a mapping. */
export const mappingArg = Args.string({ description: '映射文件', required: true })

/** Old data that somebody points at. */
export const sourceArg = Args.string({
  description: '旧系统数据：文件、文件夹、映射文件，或 mysql://用户@主机:端口/库名',
  required: true,
})

/** What a path or an address does not say. */
export const sourceFlags = {
  password: Flags.string({ description: '口令：env:变量名 或 file:文件', helpValue: 'WHERE' }),
  encoding: Flags.string({
    description: '文字的编码，如 gb18030；不写就自己认',
    helpValue: 'NAME',
  }),
}

/** Flag of every command that applies a mapping to rows. */
export const codeFlag = {
  'allow-code': Flags.boolean({ description: '允许运行映射里 module 步骤的程序代码' }),
}

/** Whether somebody agreed to the program code of a mapping. */
export function consentOf(flags: { readonly 'allow-code'?: boolean }) {
  return { allowCode: flags['allow-code'] === true }
}

/** Which part of a mapping a run takes. */
export const scopeFlags = {
  entity: Flags.string({
    description: '只迁这一类（映射里 entities 下的名称），可写多个',
    helpValue: 'NAME',
    multiple: true,
  }),
  limit: Flags.integer({ description: '每一类最多读这么多行，试迁用', helpValue: 'N', min: 1 }),
  keys: Flags.string({ description: '只迁这些主键，可写多个', helpValue: 'KEY', multiple: true }),
  since: Flags.string({
    description: '只迁这一刻及以后改过的行（映射的 from.since 写明是哪一列）；last 为上次走完以来',
    helpValue: 'TIME',
  }),
}

/** Which part of a mapping is taken. */
interface Scoped {
  readonly entities: readonly string[] | null
  readonly limit: number | null
  readonly keys: readonly string[] | null
  readonly since: string | null
  readonly onlyQuarantine: boolean
}

/** The scope that the flags name. */
export function scopeOf(flags: {
  readonly entity?: string[] | undefined
  readonly limit?: number | undefined
  readonly keys?: string[] | undefined
  readonly since?: string | undefined
  readonly 'only-quarantine'?: boolean
}): Scoped {
  const { entity = null, limit = null, keys = null, since = null } = flags
  return { entities: entity, limit, keys, since, onlyQuarantine: flags['only-quarantine'] ?? false }
}

/** The command line that takes a scope of a mapping again, with the consent that it had. */
export function again(command: string, file: string, { allowCode }: { allowCode: boolean }) {
  return ({ entities, limit, keys, since, onlyQuarantine }: Scoped): string => {
    const told = (flag: string, values: readonly (string | number | null)[] | null) =>
      (values ?? []).flatMap((value) => (value === null ? [] : [`--${flag}`, worded(value)]))
    const flags = [
      ...told('entity', entities),
      ...told('limit', [limit]),
      ...told('keys', keys),
      ...told('since', [since]),
      ...(onlyQuarantine ? ['--only-quarantine'] : []),
      ...(allowCode ? ['--allow-code'] : []),
    ]
    return [command, worded(file), ...flags].join(' ')
  }
}

/** A word as every shell takes it. */
function worded(value: string | number): string {
  const text = String(value)
  return /^[\p{L}\p{N}_.:/\\@+-]+$/u.test(text) ? text : `"${text}"`
}

/** Which row somebody decides about, who, and why. */
export const decisionFlags = {
  entity: Flags.string({
    description: '哪一类（映射里 entities 下的名称）',
    helpValue: 'NAME',
    required: true,
  }),
  key: Flags.string({ description: '哪一行：list 列出的主键', helpValue: 'KEY', required: true }),
  by: Flags.string({ description: '谁定的', helpValue: 'NAME', required: true }),
  because: Flags.string({ description: '为什么', helpValue: 'TEXT', required: true }),
}

/** `列=内容` by column; nothing behind the sign is no value. */
export function valuesOf(texts: readonly string[]): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=')
      if (at < 1) throw new AppError('HK-USAGE-001', { detail: `--set ${text}` })
      return [text.slice(0, at), text.slice(at + 1) || null]
    }),
  )
}
