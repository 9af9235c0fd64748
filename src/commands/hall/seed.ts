import { resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { templatesDir } from '../../lib/assets/index.js'
import type { DesiredHall, ProvisionResult } from '../../lib/hall/index.js'
import { packOf } from '../../lib/inbox/index.js'
import { builtInSeed, hallPlace, hallStatus, seedHall } from '../../lib/reference-hall/index.js'
import { desiredHall, mapWorkspace, saveRosterLock } from '../../lib/roster/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { findWorkspace, openWorkspace } from '../../lib/workspace/index.js'

interface HallSeedResult extends ProvisionResult {
  readonly url: string
  readonly from: 'workspace' | 'built-in'
  /** Where the passwords of the new accounts lie. */
  readonly passwordFile: string
}

export default class HallSeed extends BaseCommand<HallSeedResult> {
  static override summary = '给运行中的参考大厅录入单位、栏目、事项和账号'
  static override description =
    '在工作目录中录入收齐的单位、事项和人员；在别处，或加 --built-in，录入自带的小样：两个单位、三个事项、一套账号。只补缺、只改不同，不删除。'
  static override examples = [
    { description: '录入', command: '<%= config.bin %> <%= command.id %>' },
    { description: '录入自带的小样', command: '<%= config.bin %> <%= command.id %> --built-in' },
  ]
  static override flags = {
    data: Flags.string({ description: '大厅的数据文件，启动时写了才写', helpValue: 'FILE' }),
    'built-in': Flags.boolean({ description: '录入自带的小样' }),
  }

  async run(): Promise<HallSeedResult> {
    const { flags } = await this.parse(HallSeed)
    const data = flags.data === undefined ? undefined : resolve(flags.data)
    const place = await hallPlace(this.workspaceDir, this.secretsDir, data)
    const { url } = await hallStatus(place)
    const isOwn = !flags['built-in'] && findWorkspace(this.workspaceDir) !== null
    const desired = isOwn ? await this.#collected() : await builtInSeed(templatesDir())
    const options = { signal: this.signal, resume: `${this.config.bin} hall seed` }
    const done = await seedHall(place, url, desired, options)
    this.#show(done)
    const from = isOwn ? 'workspace' : 'built-in'
    return { url, from, passwordFile: place.secrets, ...done }
  }

  async #collected(): Promise<DesiredHall> {
    const workspace = await openWorkspace(this.workspaceDir)
    const pack = await packOf(workspace)
    const { items, mapped } = await mapWorkspace(workspace, pack)
    await saveRosterLock(workspace.paths.root, mapped.lock)
    return desiredHall(pack, items, mapped.mapping)
  }

  #show(result: ProvisionResult): void {
    const { columns, sorts, seeded } = this.texts.hall
    const kinds = ['units', 'columns', 'items', 'users', 'assignments'] as const
    this.printTable(kinds, [
      { header: columns.sort, get: (kind) => sorts[kind] },
      { header: columns.created, get: (kind) => result[kind].created, align: 'right' },
      { header: columns.updated, get: (kind) => result[kind].updated, align: 'right' },
      { header: columns.unchanged, get: (kind) => result[kind].unchanged, align: 'right' },
    ])
    this.print(seeded)
  }
}
